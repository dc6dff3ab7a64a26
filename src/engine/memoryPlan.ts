/**
 * The memory that a pair will take, before anything of it is loaded: from the files' headers, the options and the
 * machine. Chooses whether the weights are read or mapped, and the size of the context where the user has not.
 */
import { t } from '@vscode/l10n';
import type { LoadOptions } from '../protocol/engine.ts';
import type { MemoryPart, MemoryPlan } from '../protocol/memoryPlan.ts';
import { repackedTypes } from './cpuFeatures.ts';
import type { CpuFeatures } from './cpuFeatures.ts';
import { describeBytes } from '../text/describeBytes.ts';
import type { PairDescription } from '../weights/pair/describePair.ts';
import { bytesOf, contextStep, memoryParts } from './memoryParts.ts';
import type { MemoryChoice } from './memoryParts.ts';
import { memoryRemedy } from './memoryRemedy.ts';
import { weightsInMemory } from '../weights/pair/weightsInMemory.ts';

export interface MemoryMachine {
  /** Bytes of RAM that the engine's process may have, what it holds already included. */
  readonly ram: number;
  /** Free bytes of the GPU in use; undefined without one, 0 where it has no memory of its own. */
  readonly vram: number | undefined;
  readonly features: CpuFeatures;
}

export type MemoryWishes = Pick<LoadOptions, 'contextSize' | 'cacheType' | 'projectorPrecision'>;

/** A conversation about an image fits into this; less is no default. */
const smallestDefaultContext = 2048;
/** Of mapped weights, how much may be missing and is then read from the disk for each token. */
const mayBeMissing = 0.25;

/** Never rejects what does not fit: says so in `fits`. */
export function planMemory(pair: PairDescription, wishes: MemoryWishes, machine: MemoryMachine): MemoryPlan {
  const wanted: MemoryChoice = {
    contextSize: pair.contextSize,
    weights: machine.vram === undefined ? 'read' : 'gpu',
    cacheType: wishes.cacheType ?? 'f16',
    projectorPrecision: wishes.projectorPrecision ?? 'file',
  };
  const chosen = choose(pair, wishes, wanted, machine);
  const parts = memoryParts(pair, chosen, machine.features);
  const needsBytes = bytesOf(parts);
  const freeBytes = machine.ram + (machine.vram ?? 0);
  const fits = needsBytes - missing(parts) <= freeBytes;
  return {
    parts,
    needsBytes,
    freeBytes,
    fits,
    weights: chosen.weights,
    contextSize: chosen.contextSize,
    decisions: decisions(pair, wanted, chosen, parts, freeBytes),
    remedy: fits ? undefined : memoryRemedy(pair, chosen, machine.features, needsBytes - freeBytes),
  };
}

/** The first that fits, from what answers fastest to what takes least. */
function choose(
  pair: PairDescription,
  wishes: MemoryWishes,
  wanted: MemoryChoice,
  machine: MemoryMachine,
): MemoryChoice {
  const free = machine.ram + (machine.vram ?? 0);
  const { repacked } = weightsInMemory(pair.model.weights, repackedTypes(machine.features));
  const layouts: readonly MemoryPlan['weights'][] =
    wanted.weights === 'gpu' ? ['gpu'] : repacked === 0 ? ['mapped'] : ['read', 'mapped'];
  const candidates: MemoryChoice[] = [];
  for (const contextSize of contextSizes(pair, wishes)) {
    for (const weights of layouts) candidates.push({ ...wanted, contextSize, weights });
  }
  const needs = (choice: MemoryChoice): number => bytesOf(memoryParts(pair, choice, machine.features));
  const first = candidates[0] ?? wanted;
  return (
    candidates.find((choice) => needs(choice) <= free) ??
    candidates.findLast((choice) => {
      const parts = memoryParts(pair, choice, machine.features);
      return bytesOf(parts) - missing(parts) <= free;
    }) ??
    first
  );
}

/** A context that the user has set is not changed. */
function contextSizes({ contextSize, projector }: PairDescription, wishes: MemoryWishes): readonly number[] {
  if (wishes.contextSize > 0) return [contextSize];
  const smallest = Math.max(smallestDefaultContext, 2 * (projector?.tokensPerImage ?? 0));
  const sizes = [contextSize];
  for (let size = contextSize - contextStep; size >= smallest; size -= contextStep) sizes.push(size);
  return sizes;
}

function missing(parts: readonly MemoryPart[]): number {
  return mayBeMissing * (parts.find((part) => part.name === 'mappedWeights')?.bytes ?? 0);
}

function decisions(
  pair: PairDescription,
  wanted: MemoryChoice,
  chosen: MemoryChoice,
  parts: readonly MemoryPart[],
  freeBytes: number,
): readonly string[] {
  const said: string[] = [];
  if (chosen.weights === 'gpu') said.push(t`The weights go to the GPU, layer by layer, as far as they fit.`);
  else if (chosen.weights === 'read')
    said.push(t`The weights are read into memory once, in the layout that this processor is fastest with.`);
  else if (bytesOf(parts) > freeBytes)
    said.push(t`The weights stay in their file, since memory is short: parts are read again while it answers. Slow.`);
  else said.push(t`The weights are used where they lie, in the pages of their file.`);
  if (chosen.contextSize < wanted.contextSize) {
    const saved = pair.model.cacheBytesPerToken * (wanted.contextSize - chosen.contextSize);
    said.push(
      t`The context holds ${chosen.contextSize} tokens instead of ${wanted.contextSize}: about ${describeBytes(saved)} less.`,
    );
  }
  return said;
}
