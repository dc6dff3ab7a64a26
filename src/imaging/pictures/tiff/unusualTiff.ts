import { t } from '@vscode/l10n';
import type { TiffDirectory } from './tiffDirectories.ts';
import { compressionName } from './unpackBlock.ts';

/** Fields, and the values of them that libvips reads. */
const COMPRESSION = { tag: 259, usual: [1, 2, 3, 4, 5, 7, 8, 32773, 32946] } as const;
const PHOTOMETRIC = { tag: 262, usual: [0, 1, 2, 3, 5, 6] } as const;
const BITS = { tag: 258, usual: [1, 2, 4, 8, 16, 32] } as const;
const SAMPLE_FORMAT = { tag: 339, usual: [1, 2, 3, 4] } as const;
const colourSpaces = (): Readonly<Record<number, string>> => ({
  4: t`a transparency mask`,
  8: t`CIE L*a*b* colours`,
  9: t`ICC L*a*b* colours`,
  10: t`ITU L*a*b* colours`,
  32803: t`the raw pixels of a camera`,
  32844: t`LogL pixels`,
  32845: t`LogLuv pixels`,
  34892: t`the raw pixels of a camera`,
});

/** What may be why a page that sharp cannot read is no damaged one: what it has, for the error. */
export function unusualTiff(directory: TiffDirectory): string | undefined {
  const unusual = ({ tag, usual }: { readonly tag: number; readonly usual: readonly number[] }): number | undefined => {
    const field = directory.get(tag);
    return typeof field === 'string' ? undefined : field?.find((value) => !usual.includes(value));
  };
  const compression = unusual(COMPRESSION);
  if (compression !== undefined) return t`pixels compressed by ${compressionName(compression)}`;
  const photometric = unusual(PHOTOMETRIC);
  if (photometric !== undefined) return colourSpaces()[photometric] ?? t`a colour space outside those in use today`;
  if (unusual(SAMPLE_FORMAT) !== undefined) return t`complex samples`;
  const bits = unusual(BITS);
  return bits === undefined ? undefined : t`samples of ${bits} bits`;
}
