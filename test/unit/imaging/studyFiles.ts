/** Small studies as bytes: slices of a series, a DICOMDIR, a ZIP. */
import { crc32, deflateRawSync } from 'node:zlib';
import { dicomFile, imageElements, pixelBytes, type BuilderElement } from './dicomBuilder.ts';

export interface SliceFacts {
  readonly z?: number;
  readonly instance?: number;
  readonly series?: string;
  readonly seriesNumber?: number;
  readonly study?: string;
  readonly modality?: string;
  readonly description?: string;
  readonly frames?: number;
  readonly shade?: number;
}

export function sliceFile(facts: SliceFacts): Uint8Array {
  const { z, instance = 1, series = '1.2.3.4', seriesNumber = 3, study = '1.2.3', frames = 1, shade = 0 } = facts;
  const more: BuilderElement[] = [
    ['00080018', 'UI', `${series}.${instance}`],
    ['00080060', 'CS', facts.modality ?? 'CT'],
    ['0008103e', 'LO', facts.description ?? 'Thorax axial'],
    ['00100010', 'PN', 'Muster^Erika'],
    ['0020000d', 'UI', study],
    ['0020000e', 'UI', series],
    ['00200011', 'IS', String(seriesNumber)],
    ['00200013', 'IS', String(instance)],
    ...(z === undefined
      ? []
      : ([
          ['00200032', 'DS', `0\\0\\${z}`],
          ['00200037', 'DS', '1\\0\\0\\0\\1\\0'],
        ] as const)),
  ];
  const pixels = Uint8Array.from({ length: 16 * frames }, (_, i) => (i * 16 + shade) % 256);
  return dicomFile(imageElements({ rows: 4, columns: 4, frames, more }, pixelBytes(pixels)));
}

/** `fileIds` as the components of a path each; `inUse` of the records, in their order. */
export function dicomdir(fileIds: readonly (readonly string[])[], inUse: readonly number[] = []): Uint8Array {
  const records = fileIds.map((components, index): BuilderElement[] => [
    ['00041400', 'UL', [0]],
    ['00041410', 'US', [inUse[index] ?? 0xffff]],
    ['00041420', 'UL', [0]],
    ['00041430', 'CS', 'IMAGE'],
    ['00041500', 'CS', components.join('\\')],
  ]);
  const patient: BuilderElement[] = [
    ['00041430', 'CS', 'PATIENT'],
    ['00100010', 'PN', 'Muster^Erika'],
  ];
  const file = dicomFile([
    ['00041130', 'CS', 'STUDY'],
    ['00041220', 'SQ', { items: [patient, ...records] }],
  ]);
  // Its class stands in the meta information, which the builder keeps short.
  const directoryClass = Buffer.from('1.2.840.10008.1.3.10');
  const element = Buffer.concat([Buffer.from([2, 0, 2, 0]), Buffer.from('UI'), Buffer.from([20, 0]), directoryClass]);
  return Buffer.concat([file.subarray(0, 132), element, file.subarray(132)]);
}

export interface ZippedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly stored?: boolean;
  /** Lies about, or damages, what the archive says of it. */
  readonly crc?: number;
  readonly size?: number;
  readonly flags?: number;
  readonly method?: number;
}

/** Writes what it is told, sound or not, which libraries do not. `zip64` gives sizes and places in 8 bytes. */
export function zipFile(files: readonly ZippedFile[], { zip64 = false } = {}): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, stored = false, crc = crc32(bytes), size = bytes.length, flags = 0x800, method } of files) {
    const data = stored ? Buffer.from(bytes) : deflateRawSync(bytes);
    const nameBytes = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(method ?? (stored ? 0 : 8), 4);
    facts.writeUInt32LE(crc, 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(size, 18);
    facts.writeUInt16LE(nameBytes.length, 22);
    parts.push(Buffer.from('504b0304', 'hex'), facts, nameBytes, data);
    const extra = Buffer.alloc(zip64 ? 28 : 0);
    const central = Buffer.concat([facts, Buffer.alloc(14)]);
    if (zip64) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      extra.writeBigUInt64LE(BigInt(size), 4);
      extra.writeBigUInt64LE(BigInt(data.length), 12);
      extra.writeBigUInt64LE(BigInt(offset), 20);
      central.writeUInt32LE(0xffffffff, 14);
      central.writeUInt32LE(0xffffffff, 18);
      central.writeUInt16LE(extra.length, 24);
    }
    central.writeUInt32LE(zip64 ? 0xffffffff : offset, 36);
    directory.push(Buffer.from('504b01021400', 'hex'), central, nameBytes, extra);
    offset += 30 + nameBytes.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.write('504b0506', 0, 'hex');
  end.writeUInt16LE(zip64 ? 0xffff : files.length, 8);
  end.writeUInt16LE(zip64 ? 0xffff : files.length, 10);
  end.writeUInt32LE(zip64 ? 0xffffffff : size, 12);
  end.writeUInt32LE(zip64 ? 0xffffffff : offset, 16);
  return Buffer.concat([...parts, ...directory, ...(zip64 ? zip64End(files.length, size, offset) : []), end]);
}

function zip64End(count: number, size: number, offset: number): readonly Buffer[] {
  const record = Buffer.alloc(56);
  record.write('504b0606', 0, 'hex');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write('504b0607', 0, 'hex');
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return [record, locator];
}
