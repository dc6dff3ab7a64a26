import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { preparationOf } from '../../assistant/assistant.ts';
import { isAnswering } from '../../conversation/conversation.ts';
import { doubtfulImages } from '../../conversation/heldQuestion.ts';
import type { ModelTurn } from '../../conversation/modelTurns.ts';
import { turnsAhead } from '../../conversation/turnsAhead.ts';
import type { ModelDescription } from '../../protocol/engine.ts';
import type { ViewState } from '../../protocol/webview.ts';
import { failureForLog } from './chatFailure.ts';
import { systemOf } from './chatSampling.ts';
import type { ChatServices } from './chatServices.ts';
import type { ChatSession } from './chatSession.ts';
import { preparedTurns } from './preparedTurns.ts';

/** Images often come and go together: what is there after so long is read. */
const SETTLE_MS = 200;

/** What could be read ahead now, and by what it is known to be the same as before. */
interface Wanted {
  readonly key: string;
  readonly turns: readonly ModelTurn[];
  readonly system: string | undefined;
  readonly model: ModelDescription;
}

interface Work {
  readonly key: string;
  readonly imageIds: readonly string[];
  readonly abort: AbortController;
  state: 'waiting' | 'preparing' | 'ready' | 'refused';
}

/**
 * Has the images of the chat read by the model while the question about them is typed. It follows the session: what is
 * read is what the next question would begin with, anew whenever that changes. It loads no model and tells of no
 * failure: the question will.
 */
export class ImagesAhead implements vscode.Disposable {
  readonly #services: ChatServices;
  readonly #session: ChatSession;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;
  #work: Work | undefined;
  /** What failed is not tried again: it may have been the end of the engine. */
  #failedKey: string | undefined;

  /** `readiness` has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(services: ChatServices, session: ChatSession) {
    this.#services = services;
    this.#session = session;
    const follow = (): void => {
      this.#follow();
    };
    const onState = services.engine.onDidChangeState(follow);
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      session.onDidChange(follow),
      vscode.workspace.onDidChangeConfiguration(follow),
      new vscode.Disposable(() => {
        onState.dispose();
      }),
    );
  }

  /** How far the images are, by id; those that nothing is done for are missing. */
  get readiness(): ViewState['readiness'] {
    const { state, imageIds } = this.#work ?? { state: 'waiting', imageIds: [] };
    return state === 'ready' || state === 'preparing' ? Object.fromEntries(imageIds.map((id) => [id, state])) : {};
  }

  dispose(): void {
    this.#work?.abort.abort();
    this.#subscriptions.dispose();
  }

  #follow(): void {
    const wanted = this.#wanted();
    if (this.#work !== undefined && this.#work.key !== wanted?.key) {
      this.#work.abort.abort();
      this.#work = undefined;
      this.#changed.fire();
    }
    // An answer that is written would only be in the way, and images that are still read may belong to the question.
    const { conversation, adding } = this.#session;
    if (this.#work !== undefined || wanted === undefined || wanted.key === this.#failedKey) return;
    if (isAnswering(conversation) || adding.length > 0) return;
    const imageIds = wanted.turns.flatMap((turn) => turn.imageIds);
    this.#work = { key: wanted.key, imageIds, abort: new AbortController(), state: 'waiting' };
    void this.#prepare(this.#work, wanted);
  }

  #wanted(): Wanted | undefined {
    const { engine, settings } = this.#services;
    const model = engine.describe();
    const when = settings.prepareImages();
    if (model?.projector === undefined || when === 'never') return undefined;
    // Damaged images are read when a person has said that they are to be asked about.
    const { upcoming } = this.#session;
    if (doubtfulImages(upcoming).length > 0) return undefined;
    const turns = turnsAhead(upcoming);
    if (turns.length === 0) return undefined;
    const system = systemOf(upcoming.parameters);
    return { key: JSON.stringify([when, model.sha256, model.projector.sha256, system, turns]), turns, system, model };
  }

  async #prepare(work: Work, { turns, system, model }: Wanted): Promise<void> {
    const { signal } = work.abort;
    const { assistant, log, modelQueue, onBattery, settings } = this.#services;
    try {
      await delay(SETTLE_MS, undefined, { signal });
      if (settings.prepareImages() === 'onMains' && (await onBattery())) {
        work.state = 'refused';
        return;
      }
      signal.throwIfAborted();
      this.#tell(work, 'preparing');
      await modelQueue.inTheBackground(async () => {
        const { conversation, images } = this.#session;
        const prepared = await preparedTurns(turns, conversation.images, (image) =>
          images.seen(image, preparationOf(model), signal),
        );
        await assistant.prepare(prepared.turns, signal, system);
      });
      signal.throwIfAborted();
      this.#tell(work, 'ready');
      log.info(`Read ahead: ${String(work.imageIds.length)} ${work.imageIds.length === 1 ? 'image' : 'images'}.`);
    } catch (error) {
      if (error === signal.reason) return;
      log.warn(`Reading ahead: ${failureForLog(error)}`);
      this.#failedKey = work.key;
      if (!signal.aborted) this.#tell(work, 'refused');
    }
  }

  #tell(work: Work, state: Work['state']): void {
    work.state = state;
    this.#changed.fire();
  }
}
