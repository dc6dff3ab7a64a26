/** A tensor of a GGUF file to be, and where its values come from. */
import { t } from '@vscode/l10n';
import type { FloatType } from '../gguf/floatType.ts';
import type { SourceTensor } from '../checkpoint/safetensors.ts';
import type { PartTensors } from '../checkpoint/readCheckpoint.ts';
import { checkpointErrors } from '../checkpoint/checkpointErrors.ts';

export interface PlannedTensor {
  readonly name: string;
  /** The first dimension lies contiguous: the source's shape from behind. */
  readonly shape: readonly number[];
  readonly type: FloatType;
  readonly source: SourceTensor;
  /**
   * Rows of one attention head, whose two halves are woven into each other: llama.cpp rotates neighbouring pairs, where
   * transformers rotates row i with row i + half.
   */
  readonly wovenRows: number | undefined;
}

/** What is said of a tensor before it is looked up. */
export interface Wanted {
  /** Within its part, see `PartTensor`. */
  readonly from: string;
  readonly to: string;
  /** As PyTorch has it. */
  readonly shape: readonly number[];
  readonly type: FloatType;
  readonly wovenRows?: number;
}

/** Throws `tensorUnfit` for one that is missing or of another shape, and for one that is there and not wanted. */
export function planTensors(
  container: string,
  tensors: PartTensors,
  wanted: readonly Wanted[],
  isLeftOut: (name: string) => boolean,
): PlannedTensor[] {
  const names = new Set(wanted.map(({ from }) => from));
  for (const [name, tensor] of tensors)
    if (!names.has(name) && !isLeftOut(name))
      throw checkpointErrors.tensor(tensor.path, tensor.name, t`has no place in what would be written`);
  return wanted.map(({ from, to, shape, type, wovenRows }) => {
    const source = tensors.get(from);
    if (source === undefined) throw checkpointErrors.tensor(container, from, t`is missing`);
    if (source.shape.join() !== shape.join())
      throw checkpointErrors.tensor(
        source.path,
        source.name,
        t`is of shape ${source.shape.join(' × ')}, and the configuration asks for ${shape.join(' × ')}`,
      );
    return { name: to, shape: [...shape].reverse(), type, source, wovenRows };
  });
}
