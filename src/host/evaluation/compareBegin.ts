import { randomInt, randomUUID } from 'node:crypto';
import { askedOrder } from '../../evaluation/compare/askedOrder.ts';
import type { DisplayImage } from '../../imaging/imaging.ts';
import type { Sampling } from '../../protocol/engine.ts';
import type { CompareModelChoices } from './compareModelChoices.ts';
import type { AskedColumn } from './compareRun.ts';
import type { Comparison } from './compareRunView.ts';
import type { CompareSetup } from './compareSetup.ts';

const SEEDS = 2 ** 32;

/** A comparison that begins: the order is drawn. `asked`: its columns in the order in which they are asked. */
export function beginComparison(
  { columns, isBlind, texts }: Pick<CompareSetup, 'columns' | 'isBlind' | 'texts'>,
  image: DisplayImage | undefined,
  choices: Pick<CompareModelChoices, 'list' | 'pairOf'>,
  settings: Sampling,
): { readonly run: Comparison; readonly asked: readonly AskedColumn[] } {
  const labels = new Map(choices.list().map(({ id, label }) => [id, label]));
  const all = columns.map((column): AskedColumn => {
    const { model, temperature, maxTokens, seed } = column;
    const pair = choices.pairOf(model);
    if (pair === undefined) throw new RangeError('a column has a model that was not offered');
    return {
      ...{ column, pair, label: labels.get(model) ?? '' },
      sampling: { ...settings, temperature, maxTokens, seed },
      ...{ state: 'waiting', text: '', tokens: 0 },
      ...{ progress: undefined, failure: undefined, model: undefined, answer: undefined },
    };
  });
  const seed = randomInt(SEEDS);
  const models = columns.map(({ model }) => model);
  const { shown, asked } = askedOrder(models, { isBlind, seed });
  const inOrder = (order: readonly number[]): readonly AskedColumn[] => order.map((at) => all[at]!);
  return {
    run: {
      id: randomUUID(),
      asked: { image, question: texts.question.trim(), caption: texts.caption.trim() },
      ...{ isBlind, seed, shown, answers: inOrder(shown) },
      stopping: new AbortController(),
      ...{ isRunning: true, isRevealed: false, vote: undefined },
    },
    asked: inOrder(asked),
  };
}
