/** Damage that knows nothing of the format. */
import { copied, spliced, type Mutations } from './mutation.ts';

export const byteMutations: Mutations = {
  flipBits: (bytes, random) => {
    const damaged = copied(bytes);
    for (let left = 1 + random.below(16); left > 0 && damaged.length > 0; left--) {
      const at = random.below(damaged.length);
      damaged[at] = damaged[at]! ^ (1 << random.below(8));
    }
    return damaged;
  },
  setBytes: (bytes, random) => {
    const damaged = copied(bytes);
    const at = random.below(damaged.length + 1);
    for (let i = 0; i < 1 + random.below(8) && at + i < damaged.length; i++)
      damaged[at + i] = random.pick([0, 0xff, 0x7f, 0x80, random.below(256)]);
    return damaged;
  },
  truncate: (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  cutOut: (bytes, random) => {
    const from = random.below(bytes.length + 1);
    return spliced(bytes, from, Math.min(from + 1 + random.below(200), bytes.length));
  },
  repeat: (bytes, random) => {
    const from = random.below(bytes.length + 1);
    const part = bytes.subarray(from, from + 1 + random.below(200));
    return spliced(bytes, from, from, part);
  },
  appendRubbish: (bytes, random) =>
    Buffer.concat([bytes, Buffer.from(Array.from({ length: random.below(40) }, () => random.below(256)))]),
};
