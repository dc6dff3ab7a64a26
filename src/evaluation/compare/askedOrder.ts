import { Random } from '../../phantoms/random.ts';

export interface AskedOrder {
  /** `shown[label]` is the column whose answer stands there, both counted from 0. */
  readonly shown: readonly number[];
  /** The columns in the order in which they are asked. */
  readonly asked: readonly number[];
}

/**
 * The order of a comparison's answers. Blind ones are shuffled by the seed, every order equally likely; open ones stand
 * as their columns do. Columns of one model are asked one after another, so that each model is loaded once; which model
 * is first follows the answers' order. `models[column]` names its model.
 */
export function askedOrder(
  models: readonly string[],
  { isBlind, seed }: { isBlind: boolean; seed: number },
): AskedOrder {
  const columns = models.map((_, column) => column);
  const shown = isBlind ? new Random(`compare:${String(seed)}`).shuffled(columns) : columns;
  const byModel = new Map<string, number[]>();
  for (const column of shown) {
    const model = models[column] ?? '';
    byModel.set(model, [...(byModel.get(model) ?? []), column]);
  }
  return { shown, asked: [...byModel.values()].flat() };
}
