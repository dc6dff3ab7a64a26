/** Damage to the header of a NIfTI volume: what decides how much is allocated, read and multiplied. */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Random } from '../../src/phantoms/random.ts';
import { copied, type Mutation, type Mutations } from './mutation.ts';
import { NIFTI_HEADER } from './niftiFile.ts';

const SHORTS = [0, 1, -1, 2, 3, 4, 5, 7, 8, 16, 255, 1000, 32767, -32768];
const FLOATS = [0, -0, 1, -1, 0.5, 352, 348, 1e9, -1e9, 1e38, 1e-38, NaN, Infinity, -Infinity];
const TYPES = [0, 1, 2, 4, 8, 16, 32, 64, 128, 255, 256, 512, 768, 1024, 1280, 1536, 1792, 2048, 2304, 9999];

/** Applies to the volume inside gzip as well. */
function ofVolume(change: (volume: Buffer, random: Random, little: boolean) => void): Mutation {
  return (bytes, random) => {
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    let volume: Buffer;
    try {
      volume = copied(packed ? gunzipSync(bytes) : bytes);
    } catch {
      return bytes;
    }
    if (volume.length < NIFTI_HEADER) return bytes;
    change(volume, random, volume[0] !== 0);
    return packed ? gzipSync(volume) : volume;
  };
}

const short = (volume: Buffer, at: number, value: number, little: boolean): unknown =>
  little ? volume.writeInt16LE(value, at) : volume.writeInt16BE(value, at);
const float = (volume: Buffer, at: number, value: number, little: boolean): unknown =>
  little ? volume.writeFloatLE(value, at) : volume.writeFloatBE(value, at);

export const niftiMutations: Mutations = {
  setDimensions: ofVolume((volume, random, little) => {
    short(volume, 40 + 2 * random.below(8), random.pick(SHORTS), little);
  }),
  setDatatype: ofVolume((volume, random, little) => {
    short(volume, random.pick([70, 70, 72]), random.pick(TYPES), little);
  }),
  setScale: ofVolume((volume, random, little) => {
    float(volume, random.pick([108, 112, 116, 124, 128]), random.pick(FLOATS), little);
  }),
  setVoxelSize: ofVolume((volume, random, little) => {
    float(volume, 76 + 4 * random.below(8), random.pick(FLOATS), little);
  }),
  setOrientation: ofVolume((volume, random, little) => {
    if (random.chance(0.4)) short(volume, random.pick([252, 254]), random.pick(SHORTS), little);
    else float(volume, 256 + 4 * random.below(18), random.pick(FLOATS), little);
  }),
  setMagic: ofVolume((volume, random) => {
    volume.write(random.pick(['n+1\0', 'ni1\0', 'n+2\0', '\0\0\0\0', 'n+9\0']), 344, 'latin1');
  }),
  setHeaderSize: ofVolume((volume, random) => {
    volume.writeInt32LE(random.pick([348, 540, 0, -1, 0x5c010000, 347]), 0);
  }),
  cutVolume: (bytes, random) => {
    const packed = bytes[0] === 0x1f;
    if (!packed) return bytes.subarray(0, random.below(bytes.length + 1));
    try {
      const volume = gunzipSync(bytes);
      return gzipSync(volume.subarray(0, random.below(volume.length + 1)));
    } catch {
      return bytes;
    }
  },
};
