/**
 * Answers held against their references by a judge, in one order or both.
 *
 * At temperature 0 the same prompt brings the same reply, so a reply that cannot be read is asked for again with one more
 * sentence on its form; what cannot be read after that is a judgement that says why. Results come in the order of the
 * items, and of the orders within each, whatever the concurrency.
 */
import type { AnsweredItem } from '../item.ts';
import { JUDGE_ORDERS, type JudgeOrder } from './chatJudgePrompt.ts';
import { chatTask } from './chatTask.ts';
import { failureScope } from './failureScope.ts';
import type { Judge, JudgePrompt, JudgeReply } from './judge.ts';
import { judgeCacheKey, promptSha256, type JudgeCache } from './judgeCache.ts';
import type { FailedJudgement, Judgement } from './judgement.ts';
import type { JudgeTask } from './judgeTask.ts';

export interface JudgeAnswersOptions {
  readonly items: readonly AnsweredItem[];
  readonly judge: Judge;
  /** Default: visual chat. */
  readonly task?: JudgeTask | undefined;
  /** Default: the reference first, as LLaVA-Med. */
  readonly orders?: readonly JudgeOrder[] | undefined;
  readonly cache?: JudgeCache | undefined;
  /** Replies to ask for, at most, until one can be read: 1 to the task's most, which is the default. */
  readonly tries?: number | undefined;
  /** Questions at a time. Default: 4 on a server, 1 on this machine. */
  readonly concurrency?: number | undefined;
  /** In order, each as soon as all before it are there. */
  readonly onJudgement?: ((result: Judgement | FailedJudgement) => void) | undefined;
  readonly onProgress?: ((progress: JudgeProgress) => void) | undefined;
}

export interface JudgeProgress {
  readonly done: number;
  readonly count: number;
  /** Replies so far that were kept from before. */
  readonly kept: number;
}

/** Failures one after another, without a reply between them, that are taken to go on for ever. */
const MOST_FAILURES = 5;
const CONCURRENCY = { server: 4, local: 1 } as const;

/**
 * An error that meets every question (no such model, no key, no server, or five failures one after another) ends the run:
 * rejects with it. Results that were told stand, and replies behind them are in the cache. Abort rejects with the signal's
 * reason.
 */
export async function judgeAnswers(
  options: JudgeAnswersOptions,
  signal?: AbortSignal,
): Promise<readonly (Judgement | FailedJudgement)[]> {
  signal?.throwIfAborted();
  return new JudgeRun(options).run(signal);
}

interface Job {
  readonly answered: AnsweredItem;
  readonly order: JudgeOrder;
}

class JudgeRun {
  readonly #options: JudgeAnswersOptions;
  readonly #jobs: readonly Job[];
  readonly #results: (Judgement | FailedJudgement | undefined)[];
  readonly #halt = new AbortController();
  /** The same prompt twice is asked once, as it is when its reply is kept. */
  readonly #asked = new Map<string, Promise<JudgeReply>>();
  #next = 0;
  #told = 0;
  #done = 0;
  #kept = 0;
  #failures = 0;

  constructor(options: JudgeAnswersOptions) {
    this.#options = options;
    const orders = options.orders ?? [JUDGE_ORDERS[0]];
    this.#jobs = options.items.flatMap((answered) => orders.map((order) => ({ answered, order })));
    this.#results = this.#jobs.map(() => undefined);
  }

  async run(signal: AbortSignal | undefined): Promise<readonly (Judgement | FailedJudgement)[]> {
    const { judge, concurrency = CONCURRENCY[judge.kind] } = this.#options;
    const onAbort = (): void => this.#halt.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort);
    try {
      await Promise.all(Array.from({ length: Math.max(1, concurrency) }, () => this.#work()));
      this.#halt.signal.throwIfAborted();
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
    return this.#results.filter((result) => result !== undefined);
  }

  /** Takes jobs until none is left; what goes wrong beyond one job stops the other workers. */
  async #work(): Promise<void> {
    const { signal } = this.#halt;
    try {
      for (let index = this.#next++; index < this.#jobs.length && !signal.aborted; index = this.#next++) {
        const result = await this.#judge(this.#jobs[index]!);
        signal.throwIfAborted();
        this.#tell(index, result);
      }
    } catch (error) {
      this.#halt.abort(error);
    }
  }

  async #judge({ answered, order }: Job): Promise<Judgement | FailedJudgement> {
    const { judge, task = chatTask, tries = task.mostTries } = this.#options;
    const prompt = task.prompt(answered, order, 0);
    const base = { id: answered.item.id, order, judge: judge.name, promptSha256: promptSha256(prompt) };
    const replies: JudgeReply[] = [];
    try {
      for (;;) {
        const reply = await this.#reply(replies.length === 0 ? prompt : task.prompt(answered, order, replies.length));
        replies.push(reply);
        const outcome = task.read(reply.text, order);
        if (outcome.unreadable === undefined || replies.length >= Math.min(tries, task.mostTries))
          return { ...base, ...outcome, reply: reply.text, tries: replies.length, ...tokens(replies) };
      }
    } catch (error) {
      this.#halt.signal.throwIfAborted();
      const scope = failureScope(error);
      if (scope === 'all' || (scope === 'perhapsAll' && ++this.#failures >= MOST_FAILURES)) throw error;
      return { ...base, failure: error instanceof Error ? error.message : String(error) };
    }
  }

  async #reply(prompt: JudgePrompt): Promise<JudgeReply> {
    const key = judgeCacheKey(this.#options.judge, prompt);
    const asked = this.#asked.get(key) ?? this.#keptOrAsked(key, prompt);
    this.#asked.set(key, asked);
    try {
      return await asked;
    } catch (error) {
      this.#asked.delete(key);
      throw error;
    }
  }

  async #keptOrAsked(key: string, prompt: JudgePrompt): Promise<JudgeReply> {
    const { judge, cache } = this.#options;
    const kept = await cache?.get(key);
    if (kept !== undefined) {
      this.#kept++;
      return kept;
    }
    const reply = await judge.ask(prompt, this.#halt.signal);
    this.#failures = 0;
    await cache?.put(key, reply);
    return reply;
  }

  #tell(index: number, result: Judgement | FailedJudgement): void {
    this.#results[index] = result;
    this.#done++;
    for (let ready = this.#results[this.#told]; ready !== undefined; ready = this.#results[++this.#told])
      this.#options.onJudgement?.(ready);
    this.#options.onProgress?.({ done: this.#done, count: this.#jobs.length, kept: this.#kept });
  }
}

function tokens(replies: readonly JudgeReply[]): Pick<Judgement, 'promptTokens' | 'answerTokens'> {
  const promptTokens = sum(replies.map((reply) => reply.promptTokens));
  const answerTokens = sum(replies.map((reply) => reply.answerTokens));
  return {
    ...(promptTokens === undefined ? {} : { promptTokens }),
    ...(answerTokens === undefined ? {} : { answerTokens }),
  };
}

function sum(counts: readonly (number | undefined)[]): number | undefined {
  return counts.reduce((total, count) => (total === undefined || count === undefined ? undefined : total + count), 0);
}
