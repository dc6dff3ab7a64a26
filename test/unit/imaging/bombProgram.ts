/**
 * Small files that claim or unfold into much, each through the whole imaging path. Run by `bombs.test.ts` in a process
 * of its own: one JSON line a file with how it ends, the processor time that it took, and the most memory that the
 * process has had.
 */
import { crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import dcmjsCodecs from 'dcmjs-codecs';
import sharp from 'sharp';
import { niftiFile } from '../../fixtures/niftiFile.ts';
import { type TiffPixels, tiffFile } from '../../fixtures/tiffFile.ts';
import { tryMutant } from '../../fuzz/tryMutant.ts';
import {
  dicomFile,
  encodeElements,
  imageElements,
  pixelBytes,
  rleFrame,
  SYNTAX,
  type BuilderElement,
  type ImageAttributes,
} from './dicomBuilder.ts';

const { Context, NativeCodecs } = dcmjsCodecs;
const small: ImageAttributes = { rows: 16, columns: 16 };
const large: ImageAttributes = { rows: 9_900, columns: 9_900 };
const MIB = 2 ** 20;

const native = (attributes: ImageAttributes, bytes: Uint8Array | number[] = [1, 2]): Uint8Array =>
  dicomFile(imageElements(attributes, pixelBytes(bytes)));
const wrapped = (attributes: ImageAttributes, suffix: string, ...fragments: Uint8Array[]): Uint8Array =>
  dicomFile(imageElements(attributes, ['7fe00010', 'OB', { fragments }]), {
    transferSyntax: `1.2.840.10008.1.2${suffix}`,
  });

/** A sound stream of 16 × 16 pixels with some bytes of its header changed. */
function stream(
  encoder: 'encodeJpeg' | 'encodeJpegLs' | 'encodeJpeg2000' | 'encodeHtJpeg2000',
  change: (bytes: Buffer) => void,
): Buffer {
  const context = new Context({
    width: 16,
    height: 16,
    bitsAllocated: 8,
    bitsStored: 8,
    samplesPerPixel: 1,
    pixelRepresentation: 0,
    planarConfiguration: 0,
    photometricInterpretation: 'MONOCHROME2',
    decodedBuffer: Uint8Array.from({ length: 256 }, (_, i) => i),
  });
  const bytes = Buffer.from(NativeCodecs[encoder](context, { lossy: false }).getEncodedBuffer()!);
  change(bytes);
  return bytes;
}

/** The marker segment that begins with these bytes. */
function marker(bytes: Buffer, hex: string): number {
  const at = bytes.indexOf(Buffer.from(hex, 'hex'));
  if (at < 0) throw new Error(`no marker ${hex}`);
  return at;
}

function withSize(bytes: Buffer, hex: string, size: number): void {
  bytes.writeUInt16BE(size, marker(bytes, hex) + 5);
  bytes.writeUInt16BE(size, marker(bytes, hex) + 7);
}

function withSiz(bytes: Buffer, field: number, ...values: number[]): void {
  values.forEach((value, i) => bytes.writeUInt32BE(value, marker(bytes, 'ff51') + 6 + (field + i) * 4));
}

function nested(depth: number, explicit: boolean): Uint8Array {
  const level = explicit
    ? '08004011' + '53510000ffffffff' + 'feff00e0ffffffff'
    : '08004011' + 'ffffffff' + 'feff00e0ffffffff';
  const image = encodeElements(imageElements(small, pixelBytes(new Uint8Array(256))), explicit, false);
  const head = dicomFile([], { transferSyntax: explicit ? SYNTAX.explicitLE : SYNTAX.implicitLE });
  return Buffer.concat([head, Buffer.from(level.repeat(depth), 'hex'), image]);
}

function deflated(dataSet: Uint8Array): Uint8Array {
  return Buffer.concat([dicomFile([], { transferSyntax: SYNTAX.deflatedLE }), deflateRawSync(dataSet, { level: 9 })]);
}

function pngHeader(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1 << 20))),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function deepTiff(
  side: number,
  fields: NonNullable<TiffPixels['fields']> = [],
  strip: Uint8Array = new Uint8Array(768),
): Uint8Array {
  return tiffFile({ width: side, height: side, samples: new Uint16Array(1), strip, fields });
}

function niftiClaiming(...size: readonly number[]): Uint8Array {
  return niftiFile({ size, voxels: new Int16Array(64 * 64 * 4) });
}

async function tiffClaiming(width: number, height: number): Promise<Uint8Array> {
  const bytes = await sharp(new Uint8Array(768), { raw: { width: 16, height: 16, channels: 3 } })
    .tiff({ compression: 'lzw' })
    .toBuffer();
  const directory = bytes.readUInt32LE(4);
  for (let i = 0; i < bytes.readUInt16LE(directory); i++) {
    const entry = directory + 2 + i * 12;
    const size = { 256: width, 257: height }[bytes.readUInt16LE(entry)];
    if (size === undefined) continue;
    bytes.writeUInt16LE(4, entry + 2);
    bytes.writeUInt32LE(size, entry + 8);
  }
  return bytes;
}

async function manyScans(): Promise<Uint8Array> {
  const jpeg = await sharp(new Uint8Array(3000 * 3000), { raw: { width: 3000, height: 3000, channels: 1 } })
    .jpeg({ progressive: true })
    .toBuffer();
  const scan = jpeg.lastIndexOf(Buffer.from('ffda', 'hex'));
  const last = jpeg.subarray(scan, -2);
  return Buffer.concat([jpeg.subarray(0, scan), ...Array.from({ length: 3_000 }, () => last), jpeg.subarray(-2)]);
}

function bombs(): Record<string, () => Uint8Array | Promise<Uint8Array>> {
  const j2k = (change: (bytes: Buffer) => void, attributes = small): Uint8Array =>
    wrapped(attributes, '.4.90', stream('encodeJpeg2000', change));
  const tiled = (tile: number) => (bytes: Buffer) => withSiz(bytes, 0, 9_900, 9_900, 0, 0, tile, tile);
  const manyFrames: BuilderElement = [
    '52009230',
    'SQ',
    { items: Array.from({ length: 20_000 }, () => [['00289145', 'SQ', { items: [[['00281053', 'DS', '2']]] }]]) },
  ];
  return {
    'rows and columns of 60,000': () => native({ rows: 60_000, columns: 60_000 }),
    'a million frames': () => native({ ...small, frames: 1_000_000 }),
    'a million frames, encapsulated': () =>
      wrapped({ ...small, frames: 1_000_000 }, '.5', rleFrame([Array.from({ length: 256 }, () => 7)])),
    '20,000 functional groups': () => native({ ...small, frames: 20_000, more: [manyFrames] }),
    'two million empty fragments': () =>
      Buffer.concat([
        wrapped(small, '.4.90').subarray(0, -8),
        Buffer.from('feff00e000000000'.repeat(2_000_000), 'hex'),
      ]),
    'sequences 100,000 deep, explicit': () => nested(100_000, true),
    'sequences 100,000 deep, implicit': () => nested(100_000, false),
    'a deflated data set of 300 MiB': () => deflated(Buffer.alloc(300 * MIB)),
    'a deflated frame of 300 MiB': () => wrapped(small, '.8.1', deflateRawSync(Buffer.alloc(300 * MIB), { level: 9 })),
    'an RLE frame that runs on': () =>
      wrapped(large, '.5', Buffer.concat([rleFrame([[0]]), Buffer.alloc(1 << 20, 0x81)])),
    'samples of 1.2 GB': () => native({ rows: 10_000, columns: 10_000, samples: 3, allocated: 32 }),
    'JPEG of 60,000': () =>
      wrapped(
        small,
        '.4.70',
        stream('encodeJpeg', (bytes) => withSize(bytes, 'ffc3', 60_000)),
      ),
    'JPEG with 3,000 scans': async () => wrapped({ rows: 3_000, columns: 3_000 }, '.4.55', await manyScans()),
    'JPEG-LS of 60,000': () =>
      wrapped(
        small,
        '.4.80',
        stream('encodeJpegLs', (bytes) => withSize(bytes, 'fff7', 60_000)),
      ),
    'JPEG-LS of 9,900, as claimed': () =>
      wrapped(
        large,
        '.4.80',
        stream('encodeJpegLs', (bytes) => withSize(bytes, 'fff7', 9_900)),
      ),
    'JPEG-LS cut short': () => wrapped(small, '.4.80', stream('encodeJpegLs', () => undefined).subarray(0, 60)),
    'JPEG 2000 of 60,000': () => j2k((bytes) => withSiz(bytes, 0, 60_000, 60_000, 0, 0, 60_000, 60_000)),
    'JPEG 2000 of 2³²': () => j2k((bytes) => withSiz(bytes, 0, 0xffffffff, 0xffffffff, 0, 0, 0xffffffff, 0xffffffff)),
    'JPEG 2000 with 98 million tiles': () => j2k(tiled(1), large),
    'JPEG 2000 with 65,000 tiles': () => j2k(tiled(39), large),
    'JPEG 2000 with 65,535 layers': () => j2k((bytes) => bytes.writeUInt16BE(65_535, marker(bytes, 'ff52') + 6)),
    'JPEG 2000 with 16,384 components': () => j2k((bytes) => bytes.writeUInt16BE(16_384, marker(bytes, 'ff51') + 38)),
    'JPEG 2000 of 9,900, as claimed': () => j2k(tiled(9_900), large),
    'HTJ2K of 60,000': () =>
      wrapped(
        small,
        '.4.201',
        stream('encodeHtJpeg2000', (bytes) => withSiz(bytes, 0, 60_000, 60_000, 0, 0, 60_000, 60_000)),
      ),
    'HTJ2K with 98 million tiles': () => wrapped(large, '.4.201', stream('encodeHtJpeg2000', tiled(1))),
    'PNG of 60,000': () => pngHeader(60_000, 60_000),
    'PNG of 2³¹': () => pngHeader(0x7fffffff, 0x7fffffff),
    'PNG of 100 million in a column': () => pngHeader(1, 100_000_000),
    'TIFF of 60,000': () => tiffClaiming(60_000, 60_000),
    'TIFF of 9,900, as claimed': () => tiffClaiming(9_900, 9_900),
    'deep TIFF of 60,000': () => deepTiff(60_000),
    'deep TIFF of 9,900': () => deepTiff(9_900),
    'deep TIFF of 98 million tiles': () =>
      deepTiff(9_900, [
        [322, 3, [1]],
        [323, 3, [1]],
      ]),
    'deep TIFF that inflates to 64 MiB': () =>
      deepTiff(64, [[259, 3, [8]]], new Uint8Array(deflateSync(Buffer.alloc(64 * MIB)))),
    'NIfTI of 2,000³, compressed': () => gzipSync(niftiClaiming(2_000, 2_000, 2_000)),
    'NIfTI of 32,767³': () => niftiClaiming(32_767, 32_767, 32_767),
    'NIfTI with 256 MiB behind it, compressed': () =>
      gzipSync(Buffer.concat([niftiClaiming(64, 64, 4), Buffer.alloc(256 * MIB)])),
  };
}

await NativeCodecs.initializeAsync();
for (const [name, make] of Object.entries(bombs())) {
  const bytes = await make();
  const before = process.cpuUsage();
  const { outcome, finding } = await tryMutant('bomb', 'dicom', bytes);
  const { user, system } = process.cpuUsage(before);
  console.log(
    JSON.stringify({
      name,
      outcome,
      finding,
      cpuMs: (user + system) / 1000,
      rssMiB: process.memoryUsage.rss() / MIB,
      peakMiB: process.resourceUsage().maxRSS / 1024,
    }),
  );
}
