/** A whole run: the questions read, answered, judged and scored; or on from where it ended. */
import { mkdir } from 'node:fs/promises';
import type { LocalServices } from '../../assistant/localServices.ts';
import type { BatchEvents } from '../../batch/answerOpenQuestions.ts';
import { lockFile } from '../../files/fileLock.ts';
import type { EvaluationResults } from '../../protocol/evaluationResults.ts';
import type { Judge } from '../judge/judge.ts';
import type { JudgeProgress } from '../judge/judgeAnswers.ts';
import type { FailedJudgement } from '../judge/judgement.ts';
import { answerRun } from './answerRun.ts';
import { judgeRun } from './judgeRun.ts';
import { readQuestions, type AskedItem } from './questionsFile.ts';
import { runErrors } from './runErrors.ts';
import { runPaths } from './runFolder.ts';
import { readManifest, writeManifest, type RunManifest } from './runManifest.ts';
import { runAnswers } from './runAnswers.ts';
import { writeResults } from './scoreRun.ts';
import { planRun, type RunWish } from './startRun.ts';

export interface EvaluationEvents extends BatchEvents {
  /** What the data set's readers have to say. */
  onNotes?(notes: readonly string[]): void;
  /** Answered ones among those of this run, before the model is loaded. */
  onSurvey?(answered: number, count: number): void;
  onJudging?(progress: JudgeProgress): void;
  /** Answers that the judge gave no reply to. */
  onFailedJudgements?(failed: readonly FailedJudgement[]): void;
}

export interface EvaluationMeans {
  readonly services: Pick<LocalServices, 'engine' | 'imaging' | 'assistant'>;
  readonly allowDamaged: boolean;
  /** Of the model that answers: a run that another one has answered is not gone on with. */
  readonly modelPath: string;
  /** Made when the answers are there: it may be a model in place of the one that answered. */
  readonly judge?: ((signal: AbortSignal) => Promise<Judge>) | undefined;
  readonly judgeCacheFolder?: string | undefined;
}

/**
 * What was done stands in the folder however it ends, and the same wish goes on from there. Rejects with a
 * `DatasetError`, `RunError`, `BatchError`, `EngineError` or `OpenAiError`, or with the signal's reason.
 */
export async function runEvaluation(
  wish: RunWish,
  means: EvaluationMeans,
  events: EvaluationEvents,
  signal: AbortSignal,
): Promise<EvaluationResults> {
  const { folder } = wish;
  const planned = await planRun(wish, signal);
  return locked(folder, async () => {
    const { manifest, asked, notes } = await planned.begin();
    events.onNotes?.(notes);
    return goOn(folder, manifest, asked, means, events, signal);
  });
}

/**
 * On from where a run ended, by what is in its folder alone: the data set's own file is not needed. `judge`: another than
 * the run's is written into it, and judges all answers.
 */
export async function resumeEvaluation(
  folder: string,
  judge: RunManifest['judge'],
  means: EvaluationMeans,
  events: EvaluationEvents,
  signal: AbortSignal,
): Promise<EvaluationResults> {
  const before = await readManifest(folder);
  if (before === undefined) throw runErrors.noRun(folder);
  return locked(folder, async () => {
    const manifest = judge === undefined ? before : { ...before, judge };
    await writeManifest(folder, manifest);
    return goOn(folder, manifest, await readQuestions(runPaths(folder).questions), means, events, signal);
  });
}

/** Two processes that write to one folder would cut each other's answers off. */
async function locked<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const unlock = await lockFile(runPaths(folder).lock, () => runErrors.inUse(folder));
  try {
    return await work();
  } finally {
    await unlock();
  }
}

async function goOn(
  folder: string,
  manifest: RunManifest,
  asked: readonly AskedItem[],
  means: EvaluationMeans,
  events: EvaluationEvents,
  signal: AbortSignal,
): Promise<EvaluationResults> {
  await answerRun(
    {
      ...{ folder, manifest, asked, events },
      ...{ services: means.services, allowDamaged: means.allowDamaged, modelPath: means.modelPath },
      onSurvey: (answered, count) => events.onSurvey?.(answered, count),
    },
    signal,
  );
  await judge(folder, manifest, asked, means, events, signal);
  return writeResults(folder, signal);
}

async function judge(
  folder: string,
  { kind, judge: named }: RunManifest,
  asked: readonly AskedItem[],
  means: EvaluationMeans,
  events: EvaluationEvents,
  signal: AbortSignal,
): Promise<void> {
  if (named === undefined || means.judge === undefined) return;
  // What is answered can be looked at while the judge works.
  await writeResults(folder, signal);
  const answers = await runAnswers(folder);
  const answered = asked.flatMap(({ item }, index) => {
    const answer = answers.get(index + 1)?.text;
    return answer === undefined ? [] : [{ item, answer }];
  });
  const failed = await judgeRun(
    {
      ...{ folder, kind, answered, orders: named.orders, cacheFolder: means.judgeCacheFolder },
      judge: await means.judge(signal),
      onProgress: (progress) => events.onJudging?.(progress),
    },
    signal,
  );
  if (failed.length > 0) events.onFailedJudgements?.(failed);
}
