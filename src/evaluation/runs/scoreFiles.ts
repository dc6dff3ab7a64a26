/** Answers that another program has written, scored as a run's are. */
import { basename } from 'node:path';
import type { EvaluationKind, EvaluationResults } from '../../protocol/evaluationResults.ts';
import type { DatasetFormat } from '../datasets/datasetFormat.ts';
import { joinAnswers } from '../datasets/joinAnswers.ts';
import { readAnswers } from '../datasets/readAnswers.ts';
import { readItems } from '../datasets/readItems.ts';
import { resultsOf } from '../results/resultsOf.ts';
import type { QuestionsToScore } from '../results/scoredQuestions.ts';

/** What a data set of this format is usually asked for. */
export function kindOfFormat(format: DatasetFormat): EvaluationKind {
  if (format === 'llavaMedChat') return 'chat';
  return format === 'reports' ? 'report' : 'vqa';
}

export interface ScoredFiles {
  readonly questionsPaths: readonly [string, ...string[]];
  readonly answersPath: string;
  /** Undefined: by the format of the questions. */
  readonly kind: EvaluationKind | undefined;
}

/** Rejects with a `DatasetError`, or with the signal's reason. */
export async function scoreFiles(
  { questionsPaths, answersPath, kind }: ScoredFiles,
  signal?: AbortSignal,
): Promise<EvaluationResults> {
  const set = await readItems(questionsPaths, { signal });
  const answers = await readAnswers(answersPath, signal);
  const joined = joinAnswers(set.items, answers);
  const byItem = new Map(joined.answered.map(({ item, answer }) => [item, answer]));
  const files = `${questionsPaths.map((path) => basename(path)).join(', ')} and ${basename(answersPath)}`;
  const scored: QuestionsToScore = {
    kind: kind ?? kindOfFormat(set.format),
    title: answers.model === undefined ? files : `${files} — ${answers.model}`,
    questions: set.items.map((item) => ({ item, answer: byItem.get(item) })),
    judgements: [],
    facts: [
      { name: 'Questions', value: set.split?.label ?? `${set.items.length} of ${set.name}` },
      ...(answers.model === undefined ? [] : [{ name: 'Answers of', value: answers.model }]),
    ],
    warnings: [
      ...set.remarks,
      ...(set.problems.length === 0 ? [] : [`${set.problems.length} rows of the questions could not be used.`]),
      ...(answers.problems.length === 0 ? [] : [`${answers.problems.length} lines of the answers could not be used.`]),
      ...(joined.strangers === 0 ? [] : [`${joined.strangers} answers belong to none of the questions.`]),
      ...(joined.ambiguous.length === 0
        ? []
        : [
            `${joined.ambiguous.length} ids are answered more often than they are asked; none of those answers counts.`,
          ]),
    ],
    split: set.split?.label,
  };
  return resultsOf(scored, signal);
}
