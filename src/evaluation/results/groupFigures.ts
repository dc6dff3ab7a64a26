/** The figures of every group from one number per question and metric. */
import type { Figure, ResultGroup } from '../../protocol/evaluationResults.ts';
import type { EvaluationItem } from '../item.ts';
import { bootstrapMeanSteps } from '../metrics/bootstrap.ts';
import { groupsOf, type ItemGroup } from '../metrics/groups.ts';
import type { Steps } from '../metrics/steps.ts';
import { INTERVAL_SEED } from './scoredQuestions.ts';

/** By the metric's id; missing where it does not apply to the question. */
export type QuestionScores = Readonly<Record<string, number>>;

/** A figure that is no mean of the questions' own numbers, such as a ratio of means. */
export type GroupFigure = (members: readonly number[]) => Steps<Figure | undefined>;

/**
 * `scores`: of each item, in its order. The questions about one image are drawn together for the intervals. `others`
 * stand in place of the means of the same ids.
 */
export function* groupFigures(
  items: readonly EvaluationItem[],
  scores: readonly QuestionScores[],
  others: Readonly<Record<string, GroupFigure>> = {},
): Steps<ResultGroup[]> {
  const ids = new Set([...scores.flatMap((each) => Object.keys(each)), ...Object.keys(others)]);
  const groups: ResultGroup[] = [];
  for (const group of groupsOf(items)) {
    const figures: [string, Figure][] = [];
    for (const id of ids) {
      const figure = yield* others[id]?.(group.members) ?? meanOf(id, group.members, items, scores);
      if (figure !== undefined) figures.push([id, figure]);
    }
    groups.push({ ...shown(group), figures: Object.fromEntries(figures) });
  }
  return groups;
}

function meanOf(
  id: string,
  members: readonly number[],
  items: readonly EvaluationItem[],
  scores: readonly QuestionScores[],
): Steps<Figure | undefined> {
  const scored = members.filter((index) => scores[index]?.[id] !== undefined);
  return bootstrapMeanSteps(
    scored.map((index) => scores[index]![id]!),
    { seed: INTERVAL_SEED, clusters: scored.map((index) => items[index]!.image) },
  );
}

function shown({ id, label, family, members }: ItemGroup): Omit<ResultGroup, 'figures'> {
  return { id, label, family, count: members.length };
}

/** The groups that each item is in, beside `overall`. */
export function groupsOfItems(items: readonly EvaluationItem[]): string[][] {
  const groups = items.map((): string[] => []);
  for (const { id, family, members } of groupsOf(items))
    if (family !== 'overall') for (const index of members) groups[index]?.push(id);
  return groups;
}
