/** What helps when a model does not fit: the first thing that would do, and by how much. */
import { t } from '@vscode/l10n';
import type { CpuFeatures } from './cpuFeatures.ts';
import { describeBytes } from '../text/describeBytes.ts';
import type { PairDescription } from '../weights/pair/describePair.ts';
import { bytesOf, contextStep, memoryParts } from './memoryParts.ts';
import type { MemoryChoice } from './memoryParts.ts';

/** A sentence. `missing`: bytes by which `choice` exceeds what is free. */
export function memoryRemedy(
  pair: PairDescription,
  choice: MemoryChoice,
  features: CpuFeatures,
  missing: number,
): string {
  const now = bytesOf(memoryParts(pair, choice, features));
  const saved = (other: Partial<MemoryChoice>): number =>
    now - bytesOf(memoryParts(pair, { ...choice, ...other }, features));
  const smallest = Math.max(contextStep, 2 * (pair.projector?.tokensPerImage ?? 0));
  const smaller: Partial<MemoryChoice>[] = [];
  for (let size = choice.contextSize - contextStep; size >= smallest; size -= contextStep)
    smaller.push({ contextSize: size });
  const context = smaller.find((other) => saved(other) >= missing);
  if (context?.contextSize !== undefined)
    return t`A context size of ${context.contextSize} tokens takes ${describeBytes(saved(context))} less.`;
  const inQ8 = { cacheType: 'q8_0' } as const;
  if (choice.cacheType === 'f16' && saved(inQ8) >= missing)
    return t`A KV cache in 8 bits takes ${describeBytes(saved(inQ8))} less.`;
  const encoder = { projectorPrecision: 'q8_0' } as const;
  if (choice.projectorPrecision === 'file' && saved(encoder) >= missing)
    return t`An image projector in 8 bits takes ${describeBytes(saved(encoder))} less.`;
  return t`Close other programs until ${describeBytes(missing)} more are free, or choose a smaller quantisation of the model.`;
}
