/**
 * Seeded random numbers: the same seed text gives the same numbers on every machine. The state is four 32-bit words
 * (sfc32, from PractRand), filled from the text by a multiplicative hash, so that `train:1` and `eval:1` have nothing
 * in common.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    let h1 = 0x9e3779b9;
    let h2 = 0x243f6a88;
    let h3 = 0xb7e15162;
    for (let i = 0; i < seed.length; i++) {
      const code = seed.charCodeAt(i);
      h1 = Math.imul(h1 ^ code, 597399067);
      h2 = Math.imul(h2 ^ (h1 >>> 13) ^ code, 2869860233);
      h3 = Math.imul(h3 ^ (h2 >>> 11) ^ code, 951274213);
      h1 = (h1 ^ (h3 >>> 15)) | 0;
    }
    this.#a = h1;
    this.#b = h2;
    this.#c = h3;
    for (let i = 0; i < 12; i++) this.next();
  }

  /** Uniform in [0, 1). */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number in [0, count). */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** About normal, mean 0 and standard deviation 1 (sum of four uniforms: cheap, and bounded by ±3.5). */
  normal(): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * 1.7320508;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** The items in random order; the array itself stays as it is. */
  shuffled<T>(items: readonly T[]): T[] {
    const left = [...items];
    const out: T[] = [];
    while (left.length > 0) out.push(...left.splice(this.below(left.length), 1));
    return out;
  }
}
