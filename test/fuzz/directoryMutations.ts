/** Damage to what a DICOMDIR names; the damage to DICOM in general is beside it. */
import { copied, type Mutations } from './mutation.ts';

const IDS = [
  '..\\IM1',
  '\\\\\\',
  '.\\IM1',
  '/etc/x',
  'IMAGES',
  '\0\0\0\0',
  'images\\im1',
  '*\\*',
  'CON\\NUL',
  '\xff\xfe',
];

export const directoryMutations: Mutations = {
  setFileId: (bytes, random) => {
    const damaged = copied(bytes);
    const at = damaged.indexOf(Buffer.from('04000015', 'hex'), random.below(damaged.length + 1));
    if (at < 0 || at + 9 > damaged.length) return bytes;
    const length = Math.min(damaged.readUInt16LE(at + 6), damaged.length - at - 8);
    const id = random.pick(IDS);
    damaged.fill(0x20, at + 8, at + 8 + length);
    damaged.write(id.slice(0, length), at + 8, 'latin1');
    return damaged;
  },
  setRecord: (bytes, random) => {
    const damaged = copied(bytes);
    const at = damaged.indexOf(
      Buffer.from(random.pick(['04000014', '04001014', '04002014']), 'hex'),
      random.below(damaged.length + 1),
    );
    if (at < 0 || at + 12 > damaged.length) return bytes;
    damaged.writeUInt32LE(random.pick([0, 1, 0xffffffff, damaged.length, at]), at + 8);
    return damaged;
  },
};
