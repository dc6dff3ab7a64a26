/**
 * The images of the bench: one radiograph of ours in every encoding, so that the encodings compare; and real files
 * where there is a corpus.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import dcmjsCodecs from 'dcmjs-codecs';
import sharp from 'sharp';
import { drawPhantom } from '../../src/phantoms/drawPhantom.ts';
import { Random } from '../../src/phantoms/random.ts';
import { dicomFile, imageElements, SYNTAX, type ImageAttributes } from '../../test/unit/imaging/dicomBuilder.ts';

export interface BenchImage {
  /** What the table calls it. */
  readonly label: string;
  readonly path: string;
  readonly transferSyntax: string;
  readonly megapixels: number;
}

const SIDE = 1760;
const UID = '1.2.840.10008.1.2';
const { Context, NativeCodecs } = dcmjsCodecs;

/** Transfer syntaxes with a target, by UID suffix. */
const MEASURED = [
  '',
  '.1',
  '.2',
  '.1.99',
  '.5',
  '.4.50',
  '.4.51',
  '.4.57',
  '.4.70',
  '.4.80',
  '.4.81',
  '.4.90',
  '.4.91',
  '.4.201',
  '.4.203',
] as const;

export async function benchImages(folder: string, corpus: string | undefined): Promise<readonly BenchImage[]> {
  return [...(await ownImages(folder)), ...(corpus === undefined ? [] : await corpusImages(corpus))];
}

interface ManifestEntry {
  readonly file: string;
  readonly transferSyntax: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
}

/** The largest file of each transfer syntax; single frames, as some programs decode all and others one. */
async function corpusImages(corpus: string): Promise<readonly BenchImage[]> {
  const manifest = JSON.parse(await readFile(join(corpus, 'manifest.json'), 'utf8')) as readonly ManifestEntry[];
  return MEASURED.flatMap((suffix) => {
    const [largest] = manifest
      .filter(
        ({ transferSyntax, frames, file }) =>
          transferSyntax === UID + suffix && frames === 1 && existsSync(join(corpus, file)),
      )
      .sort((a, b) => b.rows * b.columns - a.rows * a.columns);
    if (largest === undefined) return [];
    const { file, transferSyntax, rows, columns } = largest;
    return [
      {
        label: file.replace(/\.dcm$/, ''),
        path: join(corpus, file),
        transferSyntax,
        megapixels: (rows * columns) / 1e6,
      },
    ];
  });
}

async function ownImages(folder: string): Promise<readonly BenchImage[]> {
  await NativeCodecs.initializeAsync();
  const words = await radiograph();
  const grey: ImageAttributes = {
    rows: SIDE,
    columns: SIDE,
    allocated: 16,
    stored: 12,
    more: [
      ['00281050', 'DS', '2048'],
      ['00281051', 'DS', '4096'],
    ],
  };
  const bytes = new Uint8Array(words.buffer);
  const eight = Uint8Array.from(words, (word) => word >> 4);
  const grey8: ImageAttributes = { rows: SIDE, columns: SIDE };
  const words16 = imageElements(grey, ['7fe00010', 'OW', [...words]]);
  const encapsulated = (attributes: ImageAttributes, suffix: string, stream: Uint8Array): Uint8Array =>
    dicomFile(imageElements(attributes, ['7fe00010', 'OB', { fragments: [stream] }]), { transferSyntax: UID + suffix });
  const encode = (
    by: (context: InstanceType<typeof Context>) => { getEncodedBuffer(): Uint8Array | undefined },
  ): Uint8Array => {
    const context = new Context({
      width: SIDE,
      height: SIDE,
      bitsAllocated: 16,
      bitsStored: 12,
      samplesPerPixel: 1,
      pixelRepresentation: 0,
      planarConfiguration: 0,
      photometricInterpretation: 'MONOCHROME2',
      decodedBuffer: bytes,
    });
    return by(context).getEncodedBuffer() ?? new Uint8Array(0);
  };
  const explicit = dicomFile(words16);
  const baseline = await sharp(eight, { raw: { width: SIDE, height: SIDE, channels: 1 } })
    .toColourspace('b-w')
    .jpeg({ quality: 90 })
    .toBuffer();
  const files: Record<(typeof MEASURED)[number], () => Uint8Array | undefined> = {
    '': () => dicomFile(words16, { transferSyntax: SYNTAX.implicitLE }),
    '.1': () => explicit,
    '.2': () => dicomFile(words16, { transferSyntax: SYNTAX.explicitBE }),
    '.1.99': () =>
      Buffer.concat([
        dicomFile([], { transferSyntax: SYNTAX.deflatedLE }),
        deflateRawSync(explicit.subarray(dicomFile([]).length)),
      ]),
    '.5': () =>
      encapsulated(
        grey,
        '.5',
        encode((context) => NativeCodecs.encodeRle(context, {})),
      ),
    '.4.50': () => encapsulated(grey8, '.4.50', baseline),
    '.4.51': () => extendedJpeg(join(folder, 'phantom-1.dcm')),
    '.4.57': () =>
      encapsulated(
        grey,
        '.4.57',
        encode((context) => NativeCodecs.encodeJpeg(context, { lossy: false, predictor: 4 })),
      ),
    '.4.70': () =>
      encapsulated(
        grey,
        '.4.70',
        encode((context) => NativeCodecs.encodeJpeg(context, { lossy: false, predictor: 1 })),
      ),
    '.4.80': () =>
      encapsulated(
        grey,
        '.4.80',
        encode((context) => NativeCodecs.encodeJpegLs(context, { lossy: false })),
      ),
    '.4.81': () =>
      encapsulated(
        grey,
        '.4.81',
        encode((context) => NativeCodecs.encodeJpegLs(context, { lossy: true, allowedLossyError: 3 })),
      ),
    '.4.90': () =>
      encapsulated(
        grey,
        '.4.90',
        encode((context) => NativeCodecs.encodeJpeg2000(context, { lossy: false })),
      ),
    '.4.91': () =>
      encapsulated(
        grey,
        '.4.91',
        encode((context) => NativeCodecs.encodeJpeg2000(context, { lossy: true })),
      ),
    '.4.201': () =>
      encapsulated(
        grey,
        '.4.201',
        encode((context) => NativeCodecs.encodeHtJpeg2000(context, { lossy: false })),
      ),
    '.4.203': () =>
      encapsulated(
        grey,
        '.4.203',
        encode((context) => NativeCodecs.encodeHtJpeg2000(context, { lossy: true })),
      ),
  };
  const images: BenchImage[] = [];
  for (const suffix of MEASURED) {
    const file = files[suffix]();
    if (file === undefined) continue;
    const path = join(folder, `phantom${suffix.replaceAll('.', '-')}.dcm`);
    await writeFile(path, file);
    images.push({
      label: `phantom radiograph ${SIDE}²`,
      path,
      transferSyntax: UID + suffix,
      megapixels: (SIDE * SIDE) / 1e6,
    });
  }
  return images;
}

/** Of the libraries at hand only dcmtk writes JPEG of 12 bits. `explicit` has been written before. */
function extendedJpeg(explicit: string): Uint8Array | undefined {
  const out = `${explicit}.jpeg`;
  return spawnSync('dcmcjpeg', ['+ee', '+q', '90', explicit, out]).status === 0 ? readFileSync(out) : undefined;
}

/** 12 bits, with a detector's noise: without it every codec would be faster than it is in a hospital. */
async function radiograph(): Promise<Uint16Array> {
  const { samples, size } = drawPhantom('chest_xray', 'bench:1');
  if (samples.kind !== 'grey') throw new Error('a radiograph is grey');
  const small = Uint16Array.from(samples.values, (value) => Math.max(value, 0));
  const { data } = await sharp(small, { raw: { width: size, height: size, channels: 1 } })
    .toColourspace('grey16')
    .resize(SIDE, SIDE, { kernel: 'cubic' })
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const random = new Random('bench:noise');
  return Uint16Array.from(new Uint16Array(data.buffer, data.byteOffset, data.length / 2), (value) =>
    Math.min(Math.max(Math.round(value + random.normal() * 8), 0), 4095),
  );
}
