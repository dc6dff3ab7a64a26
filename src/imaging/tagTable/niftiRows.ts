/** The header of a NIfTI file as rows of a table, by the names of nifti1.h. Its texts may name a person. */
import type { TagRow } from '../../display/tagTable.ts';
import { gunzipStart, isGzip } from '../intake/gunzipStart.ts';
import { readRawHeader, type RawNiftiHeader } from '../nifti/niftiHeader.ts';

type Row = readonly [field: string, name: string, value: (header: RawNiftiHeader, head: Uint8Array) => string];

const numbers = (values: readonly number[]): string => values.map((value) => numberText(value)).join(' \\ ');

const ROWS: readonly Row[] = [
  ['magic', 'Format', ({ magic }) => (magic.startsWith('n+2') ? 'NIfTI-2' : 'NIfTI-1')],
  ['descrip', 'Description', ({ description }) => description],
  ['aux_file', 'Auxiliary file', ({ aux_file }) => aux_file],
  // Of NIfTI-1, unused; programs that come from ANALYZE write it.
  ['db_name', 'Database', (raw, head) => (raw.magic.startsWith('n+1') ? latin1(head.subarray(14, 32)) : '')],
  ['intent_name', 'Name of the intent', ({ intent_name }) => intent_name],
  ['intent_code', 'Intent', ({ intent_code }) => String(intent_code)],
  ['dim', 'Voxels along each dimension', ({ dims }) => numbers(dims.slice(1, 1 + (dims[0] ?? 0)))],
  ['datatype', 'Type of a voxel', (raw) => `${raw.datatypeCode} (${raw.getDatatypeCodeString(raw.datatypeCode)})`],
  ['bitpix', 'Bits of a voxel', ({ numBitsPerVoxel }) => String(numBitsPerVoxel)],
  ['pixdim', 'Size of a voxel', ({ pixDims, dims }) => numbers(pixDims.slice(1, 1 + (dims[0] ?? 0)))],
  [
    'xyzt_units',
    'Units of space and time',
    (raw) => `${raw.getUnitsCodeString(raw.xyzt_units & 7)} \\ ${raw.getUnitsCodeString(raw.xyzt_units & 56)}`,
  ],
  ['scl_slope', 'Slope of the values', ({ scl_slope }) => numberText(scl_slope)],
  ['scl_inter', 'Intercept of the values', ({ scl_inter }) => numberText(scl_inter)],
  ['cal_min', 'Shown as black', ({ cal_min }) => numberText(cal_min)],
  ['cal_max', 'Shown as white', ({ cal_max }) => numberText(cal_max)],
  ['qform_code', 'Placement by quaternion', (raw) => codeText(raw, raw.qform_code)],
  ['quatern', 'Quaternion b, c, d', (raw) => numbers([raw.quatern_b, raw.quatern_c, raw.quatern_d])],
  ['qoffset', 'Place of the first voxel', (raw) => numbers([raw.qoffset_x, raw.qoffset_y, raw.qoffset_z])],
  ['sform_code', 'Placement by matrix', (raw) => codeText(raw, raw.sform_code)],
  ['vox_offset', 'Where the voxels begin', ({ vox_offset }) => String(vox_offset)],
];

/** Throws an `ImagingError` where there is no header. */
export function niftiRows(name: string, bytes: Uint8Array): readonly TagRow[] {
  const head = isGzip(bytes) ? gunzipStart(bytes) : bytes;
  const header = readRawHeader(name, head);
  return ROWS.map(([field, title, value]) => ({
    path: field,
    depth: 0,
    tag: field,
    keyword: undefined,
    name: title,
    vr: '',
    value: printable(value(header, head)),
    multiplicity: undefined,
    retired: false,
    profileAction: undefined,
  }));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

/** Without the padding; other control characters could break a table. */
function printable(text: string): string {
  return text
    .replace(/\0[^]*$/, '')
    .replace(/[\0-\x1f\x7f-\x9f]/g, '\ufffd')
    .trim();
}

function codeText(header: RawNiftiHeader, code: number): string {
  return `${code} (${code > 0 ? header.getTransformCodeString(code) : 'not used'})`;
}

function numberText(value: number): string {
  return String(Number(value.toPrecision(7)));
}
