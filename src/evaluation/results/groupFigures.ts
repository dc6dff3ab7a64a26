/** The figures of every group from one number per question and metric. */
import type { Figure, ResultGroup } from '../../protocol/evaluationResults.ts';
import type { EvaluationItem } from '../item.ts';
import { bootstrapMean } from '../metrics/bootstrap.ts';
import { groupsOf, type ItemGroup } from '../metrics/groups.ts';
import { INTERVAL_SEED } from './scoredQuestions.ts';

/** By the metric's id; missing where it does not apply to the question. */
export type QuestionScores = Readonly<Record<string, number>>;

/** A figure that is no mean of the questions' own numbers, such as a ratio of means. */
export type GroupFigure = (members: readonly number[]) => Figure | undefined;

/**
 * `scores`: of each item, in its order. The questions about one image are drawn together for the intervals.
 */
export function groupFigures(
  items: readonly EvaluationItem[],
  scores: readonly QuestionScores[],
  others: Readonly<Record<string, GroupFigure>> = {},
): ResultGroup[] {
  const ids = [...new Set(scores.flatMap((each) => Object.keys(each)))];
  return groupsOf(items).map((group) => ({
    ...shown(group),
    figures: Object.fromEntries([
      ...ids.flatMap((id): [string, Figure][] => {
        const scored = group.members.filter((index) => scores[index]?.[id] !== undefined);
        const figure = bootstrapMean(
          scored.map((index) => scores[index]![id]!),
          { seed: INTERVAL_SEED, clusters: scored.map((index) => items[index]!.image) },
        );
        return figure === undefined ? [] : [[id, figure]];
      }),
      ...Object.entries(others).flatMap(([id, figureOf]): [string, Figure][] => {
        const figure = figureOf(group.members);
        return figure === undefined ? [] : [[id, figure]];
      }),
    ]),
  }));
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
