/** One measured figure: ours beside the others', and what it is to come to. */
import { median } from '../median.ts';

export type Unit = 'ms' | 's' | 'tokens/s' | 'bytes';

export interface Sample {
  /** Whose it is, e.g. `llama-server`. */
  readonly name: string;
  /** What the figure says, as a rule the median of the values; NaN where nothing was measured. */
  readonly value: number;
  readonly values: readonly number[];
}

export type Target =
  /** Ours over theirs: at most `limit`, or at least. */
  | { readonly kind: 'ratio'; readonly against: string; readonly limit: number; readonly atLeast?: true }
  /** At most this, in the figure's unit. */
  | { readonly kind: 'limit'; readonly limit: number };

export interface Figure {
  /** As the project's table of targets has it, e.g. `P3a`. */
  readonly id: string;
  readonly what: string;
  readonly unit: Unit;
  readonly ours: Sample;
  readonly others: readonly Sample[];
  readonly targets: readonly Target[];
  /** What a reader must know to believe it. */
  readonly notes: readonly string[];
}

export function sample(name: string, values: readonly number[]): Sample {
  return { name, value: median(values), values };
}

export interface Judged {
  readonly target: Target;
  /** Ours over theirs; NaN for a `limit`, or where they were not measured. */
  readonly ratio: number;
  readonly isMet: boolean;
}

export function judge({ ours, others, targets }: Figure): readonly Judged[] {
  return targets.map((target) => {
    if (target.kind === 'limit') return { target, ratio: NaN, isMet: ours.value <= target.limit };
    const ratio = ours.value / (others.find(({ name }) => name === target.against)?.value ?? NaN);
    return { target, ratio, isMet: target.atLeast === true ? ratio >= target.limit : ratio <= target.limit };
  });
}
