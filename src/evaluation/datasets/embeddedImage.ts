/** An image that stands in a row of a parquet file, and the name that its bytes give it. */
import { createHash } from 'node:crypto';
import { isRecord } from '../../text/isRecord.ts';

export type EmbeddedImage =
  | { readonly bytes: Uint8Array }
  /** The file keeps only where it was. */
  | { readonly path: string };

/** As Hugging Face stores it, `{bytes, path}`, or a list of these, column by column. */
export function embeddedImages(value: unknown): EmbeddedImage[] {
  if (value instanceof Uint8Array) return [{ bytes: value }];
  if (Array.isArray(value)) return value.flatMap((one: unknown) => embeddedImages(one));
  if (!isRecord(value)) return [];
  const { bytes, path } = value;
  if (bytes instanceof Uint8Array) return [{ bytes }];
  if (Array.isArray(bytes)) return embeddedImages(bytes);
  return typeof path === 'string' && path !== '' ? [{ path }] : [];
}

/** SHA-256 of the bytes, with the ending of what they are; undefined where they are neither JPEG nor PNG. */
export class ImageNames {
  /** A column's dictionary gives the same object for each row of an image. */
  readonly #known = new WeakMap<Uint8Array, string>();

  of(bytes: Uint8Array): string | undefined {
    const known = this.#known.get(bytes);
    if (known !== undefined) return known;
    const ending = endingOf(bytes);
    if (ending === undefined) return undefined;
    const name = `${createHash('sha256').update(bytes).digest('hex')}.${ending}`;
    this.#known.set(bytes, name);
    return name;
  }
}

const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function endingOf(bytes: Uint8Array): 'jpg' | 'png' | undefined {
  const starts = (signature: readonly number[]): boolean => signature.every((byte, at) => bytes[at] === byte);
  if (starts(JPEG)) return 'jpg';
  return starts(PNG) ? 'png' : undefined;
}
