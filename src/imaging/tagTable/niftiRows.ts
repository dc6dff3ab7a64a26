/** The header of a NIfTI file as rows of a table, by the names of nifti1.h. Its texts may name a person. */
import type { TagRow } from '../../display/tagTable.ts';
import { gunzipStart, isGzip } from '../intake/gunzipStart.ts';
import { readRawHeader, type RawNiftiHeader } from '../nifti/niftiHeader.ts';

type Row = readonly [field: string, name: string, vr: string, value: (header: RawNiftiHeader) => string];

const numbers = (values: readonly number[]): string => values.map((value) => numberText(value)).join(' \\ ');

const ROWS: readonly Row[] = [
  ['magic', 'Format', 'text', ({ magic }) => (magic.startsWith('n+2') ? 'NIfTI-2' : 'NIfTI-1')],
  ['descrip', 'Description', 'text', ({ description }) => description],
  ['aux_file', 'Auxiliary file', 'text', ({ aux_file }) => aux_file],
  ['intent_name', 'Name of the intent', 'text', ({ intent_name }) => intent_name],
  ['intent_code', 'Intent', 'int', ({ intent_code }) => String(intent_code)],
  ['dim', 'Voxels along each dimension', 'int', ({ dims }) => numbers(dims.slice(1, 1 + (dims[0] ?? 0)))],
  [
    'datatype',
    'Type of a voxel',
    'int',
    (raw) => `${raw.datatypeCode} (${raw.getDatatypeCodeString(raw.datatypeCode)})`,
  ],
  ['bitpix', 'Bits of a voxel', 'int', ({ numBitsPerVoxel }) => String(numBitsPerVoxel)],
  ['pixdim', 'Size of a voxel', 'float', ({ pixDims, dims }) => numbers(pixDims.slice(1, 1 + (dims[0] ?? 0)))],
  [
    'xyzt_units',
    'Units of space and time',
    'int',
    (raw) => `${raw.getUnitsCodeString(raw.xyzt_units & 7)} \\ ${raw.getUnitsCodeString(raw.xyzt_units & 56)}`,
  ],
  ['scl_slope', 'Slope of the values', 'float', ({ scl_slope }) => numberText(scl_slope)],
  ['scl_inter', 'Intercept of the values', 'float', ({ scl_inter }) => numberText(scl_inter)],
  ['cal_min', 'Shown as black', 'float', ({ cal_min }) => numberText(cal_min)],
  ['cal_max', 'Shown as white', 'float', ({ cal_max }) => numberText(cal_max)],
  ['qform_code', 'Placement by quaternion', 'int', (raw) => codeText(raw, raw.qform_code)],
  ['quatern', 'Quaternion b, c, d', 'float', (raw) => numbers([raw.quatern_b, raw.quatern_c, raw.quatern_d])],
  ['qoffset', 'Place of the first voxel', 'float', (raw) => numbers([raw.qoffset_x, raw.qoffset_y, raw.qoffset_z])],
  ['sform_code', 'Placement by matrix', 'int', (raw) => codeText(raw, raw.sform_code)],
  ['vox_offset', 'Where the voxels begin', 'int', ({ vox_offset }) => String(vox_offset)],
];

/** Throws an `ImagingError` where there is no header. */
export function niftiRows(name: string, bytes: Uint8Array): readonly TagRow[] {
  const header = readRawHeader(name, isGzip(bytes) ? gunzipStart(bytes) : bytes);
  return ROWS.map(([field, title, vr, value]) => ({
    path: field,
    depth: 0,
    tag: field,
    keyword: undefined,
    name: title,
    vr,
    value: value(header).trim(),
    multiplicity: undefined,
    retired: false,
    profileAction: undefined,
  }));
}

function codeText(header: RawNiftiHeader, code: number): string {
  return `${code} (${code > 0 ? header.getTransformCodeString(code) : 'not used'})`;
}

function numberText(value: number): string {
  return String(Number(value.toPrecision(7)));
}
