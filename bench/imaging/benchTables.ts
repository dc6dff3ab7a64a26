/** Results as Markdown. */

interface Row {
  readonly label: string;
  readonly transferSyntax: string;
  readonly megapixels: number;
  /** All times in ms. */
  readonly ours: number;
}

export interface DecodeRow extends Row {
  readonly pydicom: number | undefined;
  readonly dcmtk: number | undefined;
  readonly gdcm: number | undefined;
}

export interface InputRow extends Row {
  readonly chain: number | undefined;
  readonly cold: number | undefined;
}

const UID = '1.2.840.10008.1.2';
const NAMES: Readonly<Record<string, string>> = {
  '': 'implicit LE',
  '.1': 'explicit LE',
  '.2': 'explicit BE',
  '.1.99': 'deflated',
  '.5': 'RLE',
  '.4.50': 'JPEG baseline',
  '.4.51': 'JPEG extended',
  '.4.57': 'JPEG lossless',
  '.4.70': 'JPEG lossless SV1',
  '.4.80': 'JPEG-LS',
  '.4.81': 'JPEG-LS near-lossless',
  '.4.90': 'JPEG 2000 lossless',
  '.4.91': 'JPEG 2000',
  '.4.201': 'HTJ2K lossless',
  '.4.203': 'HTJ2K',
};

export function decodeTable(rows: readonly DecodeRow[]): string {
  return [
    '## From the bytes of a file to stored values',
    '',
    "Ours and pydicom (with gdcm or its own handler, the faster one) in a warm process, the data set parsed each time and the samples in the machine's byte order. dcmtk and gdcm are whole commands that write a file.",
    '',
    '| encoding | image | Mpx | ours | pydicom | ours ÷ pydicom | target | dcmtk command | gdcm command |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(({ ours, pydicom, dcmtk, gdcm, ...row }) => {
      const target = decodeTarget(row);
      return line([
        ...titles(row),
        time(ours),
        time(pydicom),
        verdict(ours, pydicom, target),
        target === undefined ? '' : `≤ ${target.toFixed(1)}`,
        time(dcmtk),
        time(gdcm),
      ]);
    }),
  ].join('\n');
}

export function inputTable(rows: readonly InputRow[]): string {
  return [
    '## From a file to the 336 × 336 pixels that the model gets',
    '',
    'Ours: the product\'s image process, warm, a file that it has not seen: read, decoded, windowed, padded, resized as Pillow does. Commands: `gdcmconv --raw` (JPEG 2000) or `dcmdjpls` (JPEG-LS), `dcmj2pnm`, ImageMagick. "New process": ours with the start of Node and the codec each time.',
    '',
    '| encoding | image | Mpx | ours | commands | ours ÷ commands | target | new process |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(({ ours, chain, cold, ...row }) =>
      line([
        ...titles(row),
        time(ours),
        time(chain),
        verdict(ours, chain, 1),
        chain === undefined ? '' : '≤ 1.0',
        time(cold),
      ]),
    ),
  ].join('\n');
}

/** Below 1 Mpx a JPEG 2000 decoder's start weighs too much to compare; HTJ2K has no competitor here. */
function decodeTarget({ transferSyntax, megapixels }: Pick<Row, 'transferSyntax' | 'megapixels'>): number | undefined {
  if (transferSyntax.startsWith(`${UID}.4.20`)) return undefined;
  if (transferSyntax.startsWith(`${UID}.4.9`)) return megapixels >= 1 ? 2 : undefined;
  return 1.1;
}

function titles({ transferSyntax, label, megapixels }: Pick<Row, 'transferSyntax' | 'label' | 'megapixels'>): string[] {
  return [NAMES[transferSyntax.slice(UID.length)] ?? transferSyntax, label, megapixels.toFixed(2)];
}

function verdict(ours: number, theirs: number | undefined, target: number | undefined): string {
  if (theirs === undefined) return '–';
  const ratio = ours / theirs;
  return target !== undefined && ratio > target ? `**${ratio.toFixed(2)}**` : ratio.toFixed(2);
}

function time(ms: number | undefined): string {
  return ms === undefined ? '–' : ms < 10 ? ms.toFixed(2) : ms.toFixed(1);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
