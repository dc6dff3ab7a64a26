/** The evaluations that run in this window: one at a time, in an engine of its own, so that the chat stays what it is. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createLocalServices, type LocalServices } from '../../assistant/localServices.ts';
import { localJudge } from '../../evaluation/judge/localJudge.ts';
import { serverJudge } from '../../evaluation/judge/serverJudge.ts';
import {
  resumeEvaluation,
  runEvaluation,
  type EvaluationEvents,
  type EvaluationMeans,
} from '../../evaluation/runs/runEvaluation.ts';
import { EVALUATION_SAMPLING, type RunWish } from '../../evaluation/runs/startRun.ts';
import type { LoadOptions } from '../../protocol/engine.ts';
import type { EvaluationResults } from '../../protocol/evaluationResults.ts';
import type { Log } from '../messages/log.ts';
import type { ModelSettings } from '../models/modelSettings.ts';
import { describeJudge, type JudgeChoice } from './judgeChoice.ts';

export interface RunningServices {
  readonly settings: Pick<ModelSettings, 'load' | 'caches'>;
  readonly log: Log;
  readonly extensionUri: vscode.Uri;
}

/** What a run does now. */
export interface RunProgress {
  readonly stage: 'waiting' | 'starting' | 'answering' | 'judging';
  readonly done: number;
  readonly count: number;
  /** Of `performance.now()`, and how much was done then: what the time left is reckoned from. */
  readonly since: number;
  readonly doneThen: number;
}

export interface RunJob {
  readonly folder: string;
  /** Undefined: on from where the run in the folder ended. */
  readonly wish: RunWish | undefined;
  readonly judge: JudgeChoice | undefined;
}

export interface RunOutcome {
  readonly results: EvaluationResults;
  /** Questions without an answer, and answers without a judgement. */
  readonly leftOut: number;
}

interface Running {
  progress: RunProgress;
  readonly stop: AbortController;
}

export class RunningEvaluations {
  readonly #services: RunningServices;
  readonly #running = new Map<string, Running>();
  readonly #changed = new vscode.EventEmitter<string>();
  readonly onDidChange = this.#changed.event;
  /** One run after another: they share the machine. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(services: RunningServices) {
    this.#services = services;
  }

  progressOf(folder: string): RunProgress | undefined {
    return this.#running.get(folder)?.progress;
  }

  stop(folder: string): void {
    this.#running.get(folder)?.stop.abort();
  }

  /** Undefined when it was stopped. Rejects as `runEvaluation`. */
  async run(job: RunJob): Promise<RunOutcome | undefined> {
    if (this.#running.has(job.folder)) return undefined;
    const running: Running = {
      progress: { stage: 'waiting', done: 0, count: 0, since: performance.now(), doneThen: 0 },
      stop: new AbortController(),
    };
    this.#running.set(job.folder, running);
    this.#changed.fire(job.folder);
    const before = this.#last;
    const own = before.then(() => this.#run(job, running));
    this.#last = own.catch(() => undefined);
    // One that waits is stopped at once.
    const stopped = new Promise<never>((_, reject) => {
      running.stop.signal.addEventListener('abort', () => {
        if (running.progress.stage === 'waiting') reject(running.stop.signal.reason as Error);
      });
    });
    try {
      return await Promise.race([own, stopped]);
    } catch (error) {
      if (running.stop.signal.aborted) return undefined;
      throw error;
    } finally {
      this.#running.delete(job.folder);
      this.#changed.fire(job.folder);
    }
  }

  async dispose(): Promise<void> {
    for (const { stop } of this.#running.values()) stop.abort();
    await this.#last;
    this.#changed.dispose();
  }

  async #run({ folder, wish, judge }: RunJob, running: Running): Promise<RunOutcome> {
    const { signal } = running.stop;
    signal.throwIfAborted();
    // As it is now: a setting that is changed meanwhile is of the next run.
    const load = this.#services.settings.load();
    const services = this.#open(load);
    const tally = { leftOut: 0 };
    try {
      const means: EvaluationMeans = {
        ...{ services, allowDamaged: false, modelPath: load.pair.modelPath },
        ...(judge && { judge: (withSignal: AbortSignal) => openJudge(judge, services, load, withSignal) }),
      };
      const events = this.#events(folder, running, tally);
      const results =
        wish === undefined
          ? await resumeEvaluation(folder, judge && describeJudge(judge), means, events, signal)
          : await runEvaluation(wish, means, events, signal);
      return { results, leftOut: tally.leftOut };
    } finally {
      await services.dispose();
    }
  }

  #events(folder: string, running: Running, tally: { leftOut: number }): EvaluationEvents {
    const tell = (stage: RunProgress['stage'], done: number, count: number): void => {
      const { progress } = running;
      const isNew = progress.stage !== stage;
      running.progress = {
        ...{ stage, done, count },
        since: isNew ? performance.now() : progress.since,
        doneThen: isNew ? done : progress.doneThen,
      };
      this.#changed.fire(folder);
    };
    let [answered, count] = [0, 0];
    return {
      onSurvey: (before, all) => {
        [answered, count] = [before, all];
        tell('starting', answered, count);
      },
      onModel: () => tell('answering', answered, count),
      onAnswer: () => tell('answering', ++answered, count),
      onLeftOut: () => {
        tally.leftOut++;
        tell('answering', ++answered, count);
      },
      onJudging: ({ done, count: all }) => tell('judging', done, all),
      onFailedJudgements: ({ length }) => {
        tally.leftOut += length;
      },
    };
  }

  #open(load: LoadOptions): LocalServices {
    const { extensionUri, log, settings } = this.#services;
    return createLocalServices({
      distDir: join(extensionUri.fsPath, 'dist'),
      log: (line) => {
        log.debug(line);
      },
      settings: { load: () => load, sampling: () => EVALUATION_SAMPLING },
      caches: () => settings.caches(),
    });
  }
}

/** On this machine the judge takes the place of the model that answered. */
async function openJudge(
  judge: JudgeChoice,
  { engine }: LocalServices,
  { gpu, contextSize, threads }: LoadOptions,
  signal: AbortSignal,
): Promise<Awaited<ReturnType<typeof localJudge>>> {
  return judge.kind === 'server'
    ? serverJudge(judge)
    : localJudge({ engine, modelPath: judge.modelPath, gpu, contextSize, threads }, signal);
}
