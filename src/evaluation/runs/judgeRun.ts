/**
 * The answers of a run, scored by a judge. Replies are kept by what they answer, in the run's folder, so that a run that is
 * stopped or repeated asks nothing twice; the file of judgements is made of them anew, in the order of the questions.
 */
import { join } from 'node:path';
import * as v from 'valibot';
import { writeWhole } from '../../files/writeWhole.ts';
import { readRegularFile } from '../../files/regularFile.ts';
import type { EvaluationKind } from '../../protocol/evaluationResults.ts';
import type { AnsweredItem } from '../item.ts';
import type { JudgeOrder } from '../judge/chatJudgePrompt.ts';
import { JUDGE_ORDERS } from '../judge/chatJudgePrompt.ts';
import { chatTask } from '../judge/chatTask.ts';
import type { Judge } from '../judge/judge.ts';
import { judgeAnswers, type JudgeProgress } from '../judge/judgeAnswers.ts';
import { FolderJudgeCache } from '../judge/judgeCache.ts';
import { isFailed, type FailedJudgement, type Judgement } from '../judge/judgement.ts';
import { greenTask } from '../judge/greenTask.ts';
import { runErrors } from './runErrors.ts';
import { runPaths } from './runFolder.ts';

export interface JudgeRunWork {
  readonly folder: string;
  /** Reports are judged by what is right and wrong in them, all else by points. */
  readonly kind: EvaluationKind;
  readonly answered: readonly AnsweredItem[];
  readonly judge: Judge;
  readonly orders: readonly JudgeOrder[];
  /** Where replies are kept; undefined: in the run's folder. */
  readonly cacheFolder?: string | undefined;
  readonly onProgress?: ((progress: JudgeProgress) => void) | undefined;
}

/** The failures; judgements are in the run's file. Rejects as `judgeAnswers` does. */
export async function judgeRun(
  { folder, kind, answered, judge, orders, cacheFolder, onProgress }: JudgeRunWork,
  signal: AbortSignal,
): Promise<readonly FailedJudgement[]> {
  const cache = new FolderJudgeCache({ folder: cacheFolder ?? join(folder, 'judge-replies') });
  const task = kind === 'report' ? greenTask : chatTask;
  const results = await judgeAnswers({ items: answered, judge, task, orders, cache, onProgress }, signal);
  await writeJudgements(
    folder,
    results.flatMap((result) => (isFailed(result) ? [] : [result])),
  );
  return results.filter(isFailed);
}

export async function writeJudgements(folder: string, judgements: readonly Judgement[]): Promise<void> {
  const path = runPaths(folder).judgements;
  await writeWhole(path, judgements.map((judgement) => `${JSON.stringify(judgement)}\n`).join(''));
}

const Points = v.pipe(v.number(), v.minValue(1), v.maxValue(10));
const Words = v.array(v.string());
const Green = v.object({
  matched: Words,
  errors: v.object({
    falseFinding: Words,
    missingFinding: Words,
    wrongLocation: Words,
    wrongSeverity: Words,
    addedComparison: Words,
    omittedComparison: Words,
  }),
  minor: Words,
  score: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
});
const Line = v.object({
  id: v.union([v.string(), v.number()]),
  order: v.picklist(JUDGE_ORDERS),
  judge: v.string(),
  promptSha256: v.string(),
  scores: v.exactOptional(v.object({ reference: Points, answer: Points })),
  green: v.exactOptional(Green),
  unreadable: v.exactOptional(
    v.picklist([
      ...(['empty', 'onlyThinking', 'refusal', 'noScores', 'outOfRange', 'ambiguous'] as const),
      ...(['noLines', 'cutOff'] as const),
    ]),
  ),
  reply: v.string(),
  tries: v.number(),
  promptTokens: v.exactOptional(v.number()),
  answerTokens: v.exactOptional(v.number()),
});

/** None where nothing was judged. Rejects with a `RunError` where a line is none of ours. */
export async function readJudgements(folder: string): Promise<readonly Judgement[]> {
  const path = runPaths(folder).judgements;
  let text: string;
  try {
    text = (await readRegularFile(path)).toString('utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Line), line);
      if (!parsed.success) throw runErrors.judgementsUnreadable(path, index + 1);
      return parsed.output;
    });
}
