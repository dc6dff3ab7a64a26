/** The header of a NIfTI file as rows of a table, by the names of nifti1.h. Its texts may name a person. */
import { t } from '@vscode/l10n';
import type { TagRow } from '../../display/tagTable.ts';
import { gunzipStart, isGzip } from '../intake/gunzipStart.ts';
import { readRawHeader, type RawNiftiHeader } from '../nifti/niftiHeader.ts';

type Row = readonly [field: string, name: string, value: (header: RawNiftiHeader, head: Uint8Array) => string];

const numbers = (values: readonly number[]): string => values.map((value) => numberText(value)).join(' \\ ');

const rows = (): readonly Row[] => [
  ['magic', t`Format`, ({ magic }) => (magic.startsWith('n+2') ? 'NIfTI-2' : 'NIfTI-1')],
  ['descrip', t`Description`, ({ description }) => description],
  ['aux_file', t`Auxiliary file`, ({ aux_file }) => aux_file],
  // Of NIfTI-1, unused; programs that come from ANALYZE write it.
  ['db_name', t`Database`, (raw, head) => (raw.magic.startsWith('n+1') ? latin1(head.subarray(14, 32)) : '')],
  ['intent_name', t`Name of the intent`, ({ intent_name }) => intent_name],
  ['intent_code', t`Intent`, ({ intent_code }) => String(intent_code)],
  ['dim', t`Voxels along each dimension`, ({ dims }) => numbers(dims.slice(1, 1 + (dims[0] ?? 0)))],
  ['datatype', t`Type of a voxel`, (raw) => `${raw.datatypeCode} (${raw.getDatatypeCodeString(raw.datatypeCode)})`],
  ['bitpix', t`Bits of a voxel`, ({ numBitsPerVoxel }) => String(numBitsPerVoxel)],
  ['pixdim', t`Size of a voxel`, ({ pixDims, dims }) => numbers(pixDims.slice(1, 1 + (dims[0] ?? 0)))],
  [
    'xyzt_units',
    t`Units of space and time`,
    (raw) => `${raw.getUnitsCodeString(raw.xyzt_units & 7)} \\ ${raw.getUnitsCodeString(raw.xyzt_units & 56)}`,
  ],
  ['scl_slope', t`Slope of the values`, ({ scl_slope }) => numberText(scl_slope)],
  ['scl_inter', t`Intercept of the values`, ({ scl_inter }) => numberText(scl_inter)],
  ['cal_min', t`Shown as black`, ({ cal_min }) => numberText(cal_min)],
  ['cal_max', t`Shown as white`, ({ cal_max }) => numberText(cal_max)],
  ['qform_code', t`Placement by quaternion`, (raw) => codeText(raw, raw.qform_code)],
  ['quatern', t`Quaternion b, c, d`, (raw) => numbers([raw.quatern_b, raw.quatern_c, raw.quatern_d])],
  ['qoffset', t`Place of the first voxel`, (raw) => numbers([raw.qoffset_x, raw.qoffset_y, raw.qoffset_z])],
  ['sform_code', t`Placement by matrix`, (raw) => codeText(raw, raw.sform_code)],
  ['vox_offset', t`Where the voxels begin`, ({ vox_offset }) => String(vox_offset)],
];

/** Throws an `ImagingError` where there is no header. */
export function niftiRows(name: string, bytes: Uint8Array): readonly TagRow[] {
  const head = isGzip(bytes) ? gunzipStart(bytes) : bytes;
  const header = readRawHeader(name, head);
  return rows().map(([field, title, value]) => ({
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
  return `${code} (${code > 0 ? header.getTransformCodeString(code) : t`not used`})`;
}

function numberText(value: number): string {
  return String(Number(value.toPrecision(7)));
}
