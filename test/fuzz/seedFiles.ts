/**
 * The sound files that mutants are made from: ours, in every encoding that the libraries at hand can write, and those
 * of a corpus.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import dcmjsCodecs from 'dcmjs-codecs';
import sharp, { type Sharp } from 'sharp';
import { drawPhantom } from '../../src/phantoms/drawPhantom.ts';
import { phantomDicom } from '../../src/phantoms/phantomDicom.ts';
import {
  dicomFile,
  imageElements,
  pixelBytes,
  pixelWords,
  rleFrame,
  SYNTAX,
  type BuilderElement,
  type ImageAttributes,
} from '../unit/imaging/dicomBuilder.ts';
import { noise } from '../unit/imaging/noise.ts';
import { dicomdir, sliceFile, zipFile } from '../unit/imaging/studyFiles.ts';
import { NIFTI_TYPES, niftiFile, type NiftiType } from './niftiFile.ts';
import { tiffFile, type TiffFacts } from './tiffFile.ts';

export interface SeedFile {
  readonly name: string;
  readonly kind: 'dicom' | 'picture' | 'nifti' | 'zip' | 'dicomdir';
  readonly bytes: Uint8Array;
}

/** Larger files cost more time than they find faults. */
const MOST_BYTES = 300_000;
const COLUMNS = 24;
const ROWS = 16;
const COUNT = ROWS * COLUMNS;
const UID = '1.2.840.10008.1.2';

/** In an order that is the same everywhere. */
export async function seedFiles(corpus: string | undefined): Promise<readonly SeedFile[]> {
  return [
    ...(await ownDicom()),
    ...(await ownPictures()),
    ...ownVolumes(),
    ...ownStudies(),
    ...(corpus === undefined ? [] : await corpusFiles(corpus)),
  ];
}

async function corpusFiles(folder: string): Promise<readonly SeedFile[]> {
  const files: SeedFile[] = [];
  for (const entry of (await readdir(folder, { recursive: true, withFileTypes: true })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || /\.(json|png|gz)$/.test(entry.name) || (await stat(path)).size > MOST_BYTES) continue;
    files.push({ name: entry.name, kind: 'dicom', bytes: await readFile(path) });
  }
  return files;
}

async function ownDicom(): Promise<readonly SeedFile[]> {
  await dcmjsCodecs.NativeCodecs.initializeAsync();
  const grey: ImageAttributes = {
    rows: ROWS,
    columns: COLUMNS,
    allocated: 16,
    stored: 12,
    more: [
      ['00281050', 'DS', '2048'],
      ['00281051', 'DS', '4096'],
    ],
  };
  const colour: ImageAttributes = { rows: ROWS, columns: COLUMNS, samples: 3 };
  const bytes = noise(COUNT * 3);
  const words = [...noise(COUNT * 2)].slice(0, COUNT).map((value, i) => (value << 4) | (i & 15));
  const wordBytes = new Uint8Array(Uint16Array.from(words).buffer);
  const native = (
    attributes: ImageAttributes,
    pixels: BuilderElement,
    transferSyntax: string = SYNTAX.explicitLE,
  ): Uint8Array => dicomFile(imageElements(attributes, pixels), { transferSyntax });
  const wrapped = (
    attributes: ImageAttributes,
    fragments: readonly Uint8Array[],
    suffix: string,
    offsets: readonly number[] = [],
  ): Uint8Array =>
    dicomFile(imageElements(attributes, ['7fe00010', 'OB', { fragments, offsets }]), { transferSyntax: UID + suffix });
  const files: Record<string, Uint8Array> = {
    explicit: native(grey, pixelWords(words)),
    implicit: native(grey, pixelWords(words), SYNTAX.implicitLE),
    bigEndian: native(grey, pixelWords(words), SYNTAX.explicitBE),
    deflated: deflatedFile(dicomFile(imageElements(grey, pixelWords(words)))),
    noPreamble: dicomFile(imageElements(grey, pixelWords(words)), { preamble: false }),
    twoFrames: native({ ...colour, frames: 2 }, pixelBytes([...bytes, ...bytes])),
    planar: native({ ...colour, planar: true }, pixelBytes(bytes)),
    ybr422: native({ ...colour, photometric: 'YBR_FULL_422' }, pixelBytes(bytes.subarray(0, COUNT * 2))),
    oneBit: native({ rows: ROWS, columns: COLUMNS, allocated: 1, frames: 2 }, pixelBytes(bytes.subarray(0, COUNT / 4))),
    wide: native({ rows: ROWS, columns: COLUMNS, allocated: 32, signed: true }, pixelBytes(noise(COUNT * 4))),
    float: native({ rows: ROWS, columns: COLUMNS, allocated: 32 }, ['7fe00008', 'OF', noise(COUNT * 4)]),
    palette: native(
      { rows: ROWS, columns: COLUMNS, photometric: 'PALETTE COLOR', more: paletteElements() },
      pixelBytes(bytes.subarray(0, COUNT)),
    ),
    functionalGroups: native({ ...grey, frames: 2, more: functionalGroups() }, pixelWords([...words, ...words])),
    deflatedFrame: wrapped(grey, [deflateRawSync(wordBytes)], '.8.1'),
    rle: wrapped(grey, [rleFrame([words.map((word) => word >> 8), words.map((word) => word & 255)])], '.5'),
    rleColour: wrapped(
      colour,
      [rleFrame([0, 1, 2].map((channel) => [...bytes].filter((_, i) => i % 3 === channel)))],
      '.5',
    ),
    phantom: phantomDicom(drawPhantom('ct_scan', 'fuzz:1')),
  };
  for (const [name, encoder, suffix] of [
    ['lossless', 'encodeJpeg', '.4.70'],
    ['jpegLs', 'encodeJpegLs', '.4.80'],
    ['jpeg2000', 'encodeJpeg2000', '.4.90'],
    ['htj2k', 'encodeHtJpeg2000', '.4.201'],
  ] as const) {
    const [one, two] = [encode(encoder, wordBytes, grey), encode(encoder, wordBytes.toReversed(), grey)];
    files[name] = wrapped(grey, [one], suffix);
    files[`${name}Colour`] = wrapped(colour, [encode(encoder, bytes, colour)], suffix);
    files[`${name}Frames`] = wrapped({ ...grey, frames: 2 }, [one.subarray(0, 30), one.subarray(30), two], suffix, [
      0,
      46 + one.length,
    ]);
  }
  const jpeg = await raw(bytes).jpeg({ quality: 90 }).toBuffer();
  files['jpeg'] = wrapped({ ...colour, photometric: 'YBR_FULL_422' }, [jpeg], '.4.50');
  files['jpegFrames'] = wrapped({ ...colour, frames: 3, photometric: 'YBR_FULL_422' }, [jpeg, jpeg, jpeg], '.4.50');
  files['progressive'] = wrapped(
    { ...colour, photometric: 'YBR_FULL' },
    [await raw(bytes).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer()],
    '.4.55',
  );
  return Object.entries(files).map(([name, content]) => ({ name: `${name}.dcm`, kind: 'dicom', bytes: content }));
}

function deflatedFile(file: Uint8Array): Uint8Array {
  const start = 132 + 8 + SYNTAX.explicitLE.length + 1;
  return Buffer.concat([dicomFile([], { transferSyntax: SYNTAX.deflatedLE }), deflateRawSync(file.subarray(start))]);
}

function paletteElements(): BuilderElement[] {
  return ['1', '2', '3'].flatMap((channel): BuilderElement[] => [
    [`0028110${channel}`, 'US', [256, 0, 16]],
    [`0028120${channel}`, 'OW', Array.from({ length: 256 }, (_, i) => (i * 257 * Number(channel)) % 65536)],
  ]);
}

function functionalGroups(): BuilderElement[] {
  const group = (slope: string): BuilderElement[] => [
    [
      '00289145',
      'SQ',
      {
        items: [
          [
            ['00281052', 'DS', '-1024'],
            ['00281053', 'DS', slope],
          ],
        ],
      },
    ],
    [
      '00289132',
      'SQ',
      {
        items: [
          [
            ['00281050', 'DS', '40'],
            ['00281051', 'DS', '400'],
          ],
        ],
      },
    ],
  ];
  return [
    ['52009229', 'SQ', { items: [[['00289110', 'SQ', { items: [[['00280030', 'DS', '0.5\\0.6']]] }]]] }],
    ['52009230', 'SQ', { items: [group('1'), group('0.5')] }],
  ];
}

type Encoder = 'encodeJpeg' | 'encodeJpegLs' | 'encodeJpeg2000' | 'encodeHtJpeg2000';

function encode(
  encoder: Encoder,
  decodedBuffer: Uint8Array,
  { rows, columns, allocated = 8, stored = allocated, samples = 1 }: ImageAttributes,
): Uint8Array {
  const context = new dcmjsCodecs.Context({
    width: columns,
    height: rows,
    bitsAllocated: allocated,
    bitsStored: stored,
    samplesPerPixel: samples,
    pixelRepresentation: 0,
    planarConfiguration: 0,
    photometricInterpretation: samples === 3 ? 'RGB' : 'MONOCHROME2',
    decodedBuffer,
  });
  const encoded = dcmjsCodecs.NativeCodecs[encoder](context, { lossy: false }).getEncodedBuffer() ?? new Uint8Array(0);
  return encoded.length % 2 === 0 ? encoded : Buffer.concat([encoded, Buffer.alloc(1)]);
}

function raw(bytes: Uint8Array): Sharp {
  return sharp(bytes, { raw: { width: COLUMNS, height: ROWS, channels: 3 } });
}

async function ownPictures(): Promise<readonly SeedFile[]> {
  const image = (): Sharp => raw(noise(COUNT * 3));
  const deep = (): Sharp =>
    sharp(
      Uint16Array.from(noise(COUNT), (value) => value * 200),
      { raw: { width: COLUMNS, height: ROWS, channels: 1 } },
    ).toColourspace('grey16');
  const files: Record<string, Sharp> = {
    'colour.png': image().png(),
    'palette.png': image().png({ palette: true }),
    'interlaced.png': image().png({ progressive: true }),
    'deep.png': deep().png(),
    'deepColour.png': image().toColourspace('rgb16').png(),
    'alpha.png': image().ensureAlpha(0.5).png(),
    'greyAlpha.png': image().greyscale().ensureAlpha(0.5).png(),
    'oneBit.png': image().greyscale().threshold().png({ palette: true, colours: 2 }),
    'colour.jpg': image().jpeg(),
    'turned.jpg': image().withMetadata({ orientation: 6 }).jpeg({ progressive: true }),
    'colour.tiff': image().tiff({ compression: 'lzw' }),
    'tiles.tiff': image().tiff({ tile: true, tileWidth: 16, tileHeight: 16, compression: 'deflate', bigtiff: false }),
    'deep.tiff': deep().tiff({ compression: 'none' }),
    'lossy.webp': image().webp(),
    'lossless.webp': image().webp({ lossless: true }),
  };
  const tiffs: readonly [string, TiffFacts][] = [
    ['float.tiff', { columns: COLUMNS, rows: ROWS, bits: 32, format: 3 }],
    ['signed.tiff', { columns: COLUMNS, rows: ROWS, bits: 16, format: 2 }],
    ['long.tiff', { columns: COLUMNS, rows: ROWS, bits: 32, format: 1 }],
    ['pages.tiff', { columns: COLUMNS, rows: ROWS, bits: 16, format: 1, pages: 3, bigEndian: true }],
    ['oneBit.tiff', { columns: COLUMNS, rows: ROWS, bits: 1, format: 1 }],
  ];
  const written = tiffs.map(([name, facts]): SeedFile => {
    const values = noise((COUNT * facts.bits) / 8);
    // Any bytes are a float, but few of them a number of use.
    const floats = Array.from(noise(COUNT), (value) => value / 7 - 9);
    const real = Float32Array.from(floats);
    return { name, kind: 'picture', bytes: tiffFile(facts, facts.format === 3 ? new Uint8Array(real.buffer) : values) };
  });
  const drawn = Promise.all(
    Object.entries(files).map(async ([name, picture]) => ({
      name,
      kind: 'picture' as const,
      bytes: await picture.toBuffer(),
    })),
  );
  return [...(await drawn), ...written];
}

function ownVolumes(): readonly SeedFile[] {
  const volumes = Object.keys(NIFTI_TYPES).map((datatype, index): SeedFile => {
    const facts = { size: index % 3 === 0 ? [6, 5, 4, 2] : [6, 5, 4], datatype: datatype as NiftiType };
    const bytes = niftiFile({ ...facts, bigEndian: index % 2 === 1, slope: index % 4, intercept: -index });
    return { name: `${datatype}.nii`, kind: 'nifti', bytes };
  });
  return volumes.flatMap((volume) => [
    volume,
    { name: `${volume.name}.gz`, kind: 'nifti', bytes: gzipSync(volume.bytes) },
  ]);
}

/** The files that the DICOMDIRs name lie where `tryMutant` puts them. */
export const DIRECTORY_FILES: readonly string[] = ['IM1', 'IM2', 'IM3'];

function ownStudies(): readonly SeedFile[] {
  const slices = DIRECTORY_FILES.map((name, index) => ({
    name: `ct/${name}`,
    bytes: sliceFile({ z: index, instance: index + 1 }),
  }));
  const mixed = [
    ...slices,
    { name: 'inner.zip', bytes: zipFile(slices) },
    { name: 'letter.txt', bytes: Buffer.from('Dear colleague') },
    { name: 'zeros', bytes: new Uint8Array(1 << 20) },
  ];
  const ids = DIRECTORY_FILES.map((name) => ['IMAGES', name]);
  return [
    { name: 'packed.zip', kind: 'zip', bytes: zipFile(mixed) },
    { name: 'stored.zip', kind: 'zip', bytes: zipFile(slices.map((file) => ({ ...file, stored: true }))) },
    { name: 'large.zip', kind: 'zip', bytes: zipFile(slices, { zip64: true }) },
    { name: 'DICOMDIR', kind: 'dicomdir', bytes: dicomdir(ids) },
    { name: 'DICOMDIR', kind: 'dicomdir', bytes: dicomdir([...ids, ['IMAGES', 'GONE'], ['..', 'X']], [0xffff, 0]) },
  ];
}
