import { t } from '@vscode/l10n';
import { createHash } from 'node:crypto';
import type { Imaging } from '../../imaging/imaging.ts';
import { type CompareState, notReady, type ToCompare, type Vote } from '../../protocol/compareView.ts';
import { chatFailure, failureForLog } from '../chat/chatFailure.ts';
import type { GivenImage } from '../images/givenImage.ts';
import type { Log } from '../messages/log.ts';
import type { ModelQueue } from '../models/modelQueue.ts';
import type { ModelSettings } from '../models/modelSettings.ts';
import { beginComparison } from './compareBegin.ts';
import { CompareDeltas } from './compareDeltas.ts';
import type { CompareEngines } from './compareEngines.ts';
import { type ComparedImage, openComparedImage } from './compareImage.ts';
import type { CompareModelChoices } from './compareModelChoices.ts';
import { type AskedColumn, runComparison } from './compareRun.ts';
import { compareRunView, type Comparison, mayVote, voteRecordOf } from './compareRunView.ts';
import { CompareSetup } from './compareSetup.ts';
import type { CompareVotes } from './compareVotes.ts';

export interface CompareSessionServices {
  readonly imaging: Imaging;
  readonly settings: ModelSettings;
  readonly modelQueue: ModelQueue;
  readonly log: Log;
  readonly engines: CompareEngines;
  readonly choices: CompareModelChoices;
  readonly votes: CompareVotes;
}

const unloaded = (): string =>
  t`The model of the chat has left memory: one model at a time, so that each has the whole machine. The next question to it loads it again.`;

/** What is compared and what came of it; the page is told by `post` and may come and go. */
export class CompareSession {
  readonly setup: CompareSetup;
  readonly #services: CompareSessionServices;
  readonly #post: (message: ToCompare) => void;
  readonly #deltas: CompareDeltas;
  #image: ComparedImage | undefined;
  #imageProblem: string | undefined;
  #opening: AbortController | undefined;
  #run: Comparison | undefined;
  #running: Promise<void> | undefined;
  #notice: string | undefined;
  #votes: CompareState['votes'] = { count: 0, rows: [] };

  constructor(services: CompareSessionServices, post: (message: ToCompare) => void) {
    this.#services = services;
    this.#post = post;
    this.#deltas = new CompareDeltas(post);
    this.setup = new CompareSetup(services);
  }

  /** Tells the page all, with what the settings and the votes' file say now. */
  async show(): Promise<void> {
    this.#votes = await this.#services.votes.summary();
    this.changed();
  }

  changed(): void {
    this.#deltas.forget();
    this.#post({ type: 'state', state: this.#state() });
  }

  /**
   * The newest wins, and answers about the one before go with it; one that cannot be opened says why, and the one before
   * stays. Not while models answer about it.
   */
  async open(choose: () => Promise<GivenImage | undefined>): Promise<void> {
    if (this.#run?.isRunning === true) {
      this.#imageProblem = t`The models are answering about this image. Stop them, or wait; then choose another one.`;
      this.changed();
      return;
    }
    this.#opening?.abort();
    const opening = new AbortController();
    this.#opening = opening;
    this.#imageProblem = undefined;
    try {
      const image = await choose();
      this.changed();
      const opened = image && (await openComparedImage(image, this.#services.imaging, opening.signal));
      if (opened !== undefined && this.#opening === opening) [this.#image, this.#run] = [opened, undefined];
    } catch (error) {
      if (opening.signal.aborted) return;
      this.#services.log.warn(`Comparing: no image: ${failureForLog(error)}`);
      this.#imageProblem = chatFailure(error).message;
    } finally {
      if (this.#opening === opening) this.#opening = undefined;
      this.changed();
    }
  }

  /** The column whose answer stands there. */
  columnOf(answerAt: number): number {
    return this.#run?.shown[answerAt] ?? answerAt;
  }

  /** Asks all columns anew, in an order drawn anew. Settles when all have answered; the page is told meanwhile. */
  async ask(): Promise<void> {
    const isBusy = this.#opening !== undefined || this.#run?.isRunning === true;
    if (isBusy || notReady(this.#state(), this.setup.texts) !== undefined) return;
    const { settings, choices } = this.#services;
    [this.#notice, this.#imageProblem] = [undefined, undefined];
    const { run, asked } = beginComparison(this.setup, this.#image?.display, choices, settings.sampling());
    this.#run = run;
    this.#running = this.#ask(run, asked);
    await this.#running;
  }

  async #ask(run: Comparison, columns: readonly AskedColumn[]): Promise<void> {
    const placeOf = (asked: AskedColumn): { runId: string; at: number } => {
      return { runId: run.id, at: run.answers.indexOf(asked) };
    };
    await runComparison(
      columns,
      run.asked,
      this.#services,
      {
        onChange: () => this.changed(),
        onText: (asked, text) => {
          const offset = asked.text.length - text.length;
          this.#deltas.add({ ...placeOf(asked), offset, text });
        },
        onProgress: (asked, progress) => this.#post({ type: 'progress', ...placeOf(asked), progress }),
        onUnload: () => {
          this.#notice = unloaded();
          this.changed();
        },
      },
      run.stopping,
    );
    run.isRunning = false;
    this.changed();
  }

  stop(): void {
    this.#run?.stopping.abort();
  }

  /** Keeps the vote, once, and reveals the names. */
  async vote(vote: Vote): Promise<void> {
    const run = this.#run;
    if (run === undefined || !mayVote(run)) return;
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
    run.vote = vote;
    run.isRevealed = true;
    const record = voteRecordOf(run, vote, {
      now: new Date().toISOString(),
      keepsTexts: this.setup.keepsTexts,
      sha256,
    });
    await this.#services.votes.add(record);
    await this.show();
  }

  /** Without a vote. */
  reveal(): void {
    if (this.#run === undefined || this.#run.isRunning) return;
    this.#run.isRevealed = true;
    this.changed();
  }

  async dispose(): Promise<void> {
    this.#opening?.abort();
    this.#deltas.forget();
    this.stop();
    await this.#running;
  }

  #state(): CompareState {
    return {
      ...(this.#image === undefined ? {} : { image: this.#image.view }),
      isOpening: this.#opening !== undefined,
      ...(this.#imageProblem === undefined ? {} : { imageProblem: this.#imageProblem }),
      ...this.setup.state,
      ...(this.#run === undefined ? {} : { run: compareRunView(this.#run) }),
      ...(this.#notice === undefined ? {} : { notice: this.#notice }),
      votes: this.#votes,
    };
  }
}
