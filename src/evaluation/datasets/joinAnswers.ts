/** Questions with what was answered to them. */
import type { AnsweredItem, EvaluationItem } from '../item.ts';
import { idKey } from './itemIds.ts';
import type { ReadAnswers } from './readAnswers.ts';

export interface JoinedAnswers {
  /** In the order of the items. */
  readonly answered: readonly AnsweredItem[];
  readonly missing: readonly EvaluationItem[];
  /** Answers to no question of these. */
  readonly strangers: number;
  /** Ids answered several times of which it cannot be said which answer belongs to which question: none is used. */
  readonly ambiguous: readonly string[];
}

/** Numbers and texts that write the same number are one id. Items have unique ids, as `readItems` gives them. */
export function joinAnswers(
  items: readonly EvaluationItem[],
  { answers, repeated }: Pick<ReadAnswers, 'answers' | 'repeated'>,
): JoinedAnswers {
  const keys = new Set(items.map(({ id }) => idKey(id)));
  // Order tells repeated ids apart only where as many are answered as are asked.
  const ambiguous = [...repeated].filter(([id, times]) => keys.has(id) && times !== timesAsked(keys, id));
  const unusable = new Set(ambiguous.flatMap(([id, times]) => repetitions(id, times)));
  const answered: AnsweredItem[] = [];
  const missing: EvaluationItem[] = [];
  const used = new Set<string>();
  for (const item of items) {
    const key = idKey(item.id);
    const answer = unusable.has(key) ? undefined : answers.get(key);
    if (answer === undefined) missing.push(item);
    else {
      used.add(key);
      answered.push({ item, answer });
    }
  }
  const strangers = [...answers.keys()].filter((key) => !used.has(key) && !unusable.has(key)).length;
  return { answered, missing, strangers, ambiguous: ambiguous.map(([id]) => id) };
}

function timesAsked(keys: ReadonlySet<string>, id: string): number {
  let times = 1;
  while (keys.has(`${id}#${times + 1}`)) times++;
  return times;
}

function repetitions(id: string, times: number): string[] {
  return [id, ...Array.from({ length: times - 1 }, (_, index) => `${id}#${index + 2}`)];
}
