/**
 * A mutant is made from two numbers and nothing else: the seed of the run and its own. The same ones give the same
 * bytes.
 */
import { Random } from '../../src/phantoms/random.ts';
import { attributeMutations } from './attributeMutations.ts';
import { byteMutations } from './byteMutations.ts';
import { elementMutations } from './elementMutations.ts';
import type { Mutation, Mutations } from './mutation.ts';
import { pictureMutations } from './pictureMutations.ts';
import { insideDeflate, pixelMutations } from './pixelMutations.ts';
import type { SeedFile } from './seedFiles.ts';

export interface Mutant {
  /** Of the sound file. */
  readonly name: string;
  readonly mutations: readonly string[];
  readonly bytes: Uint8Array;
}

const DICOM: readonly Mutations[] = [elementMutations, attributeMutations, pixelMutations, byteMutations];
const PICTURE: readonly Mutations[] = [pictureMutations, byteMutations];
const MOST_MUTATIONS = 4;
/** Pictures are decoded by sharp alone: one in so many mutants is enough. */
const ONE_PICTURE_IN = 8;

export function makeMutant(files: readonly SeedFile[], seed: string, index: number): Mutant {
  const random = new Random(`fuzz:${seed}:${index}`);
  const kind = random.below(ONE_PICTURE_IN) === 0 ? 'picture' : 'dicom';
  const file = random.pick(files.filter((each) => each.kind === kind));
  const mutations: string[] = [];
  let bytes = file.bytes;
  for (let left = 1 + random.below(MOST_MUTATIONS); left > 0; left--) {
    const [name, mutation] = random.pick(Object.entries(random.pick(kind === 'picture' ? PICTURE : DICOM)));
    const apply: Mutation = kind === 'dicom' && !(name in byteMutations) ? insideDeflate(mutation) : mutation;
    bytes = apply(bytes, random);
    mutations.push(name);
  }
  return { name: file.name, mutations, bytes };
}
