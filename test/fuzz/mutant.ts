/**
 * A mutant is made from two numbers and nothing else: the seed of the run and its own. The same ones give the same
 * bytes.
 */
import { Random } from '../../src/phantoms/random.ts';
import { attributeMutations } from './attributeMutations.ts';
import { byteMutations } from './byteMutations.ts';
import { elementMutations } from './elementMutations.ts';
import { directoryMutations } from './directoryMutations.ts';
import type { Mutation, Mutations } from './mutation.ts';
import { niftiMutations } from './niftiMutations.ts';
import { pictureMutations } from './pictureMutations.ts';
import { insideDeflate, pixelMutations } from './pixelMutations.ts';
import type { SeedFile } from './seedFiles.ts';
import { zipMutations } from './zipMutations.ts';

export interface Mutant {
  /** Of the sound file. */
  readonly name: string;
  readonly kind: SeedFile['kind'];
  readonly mutations: readonly string[];
  readonly bytes: Uint8Array;
}

const DICOM: readonly Mutations[] = [elementMutations, attributeMutations, pixelMutations, byteMutations];
const MUTATIONS: Readonly<Record<SeedFile['kind'], readonly Mutations[]>> = {
  dicom: DICOM,
  picture: [pictureMutations, byteMutations],
  nifti: [niftiMutations, niftiMutations, byteMutations],
  zip: [zipMutations, zipMutations, byteMutations],
  dicomdir: [directoryMutations, elementMutations, byteMutations],
};
const MOST_MUTATIONS = 4;
/** Most of the code, and most of the files in use, are DICOM. */
const KINDS: readonly SeedFile['kind'][] = [
  ...Array.from({ length: 11 }, () => 'dicom' as const),
  'picture',
  'picture',
  'picture',
  'nifti',
  'nifti',
  'zip',
  'zip',
  'dicomdir',
  'dicomdir',
];

export function makeMutant(files: readonly SeedFile[], seed: string, index: number): Mutant {
  const random = new Random(`fuzz:${seed}:${index}`);
  const kind = random.pick(KINDS);
  const file = random.pick(files.filter((each) => each.kind === kind));
  const mutations: string[] = [];
  let bytes = file.bytes;
  for (let left = 1 + random.below(MOST_MUTATIONS); left > 0; left--) {
    const [name, mutation] = random.pick(Object.entries(random.pick(MUTATIONS[kind])));
    const apply: Mutation = kind === 'dicom' && !(name in byteMutations) ? insideDeflate(mutation) : mutation;
    bytes = apply(bytes, random);
    mutations.push(name);
  }
  return { name: file.name, kind, mutations, bytes };
}
