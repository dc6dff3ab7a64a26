import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { messageText } from '../../text/messageText.ts';
import { showInformation } from '../messages/notifications.ts';

/** Something that the model is asked for, in the words of a sentence: "the draft of the Findings". */
export interface ModelWork {
  readonly name: string;
  stop(): void;
}

/**
 * Who has asked the model and waits or is being answered, first come first: the model does one thing at a time, and
 * whoever comes later can be told what it waits for.
 */
export class ModelQueue {
  readonly #works: ModelWork[] = [];
  readonly #changed = new vscode.EventEmitter<void>();
  #inTheBackground = 0;

  /** Something has begun or ended. */
  readonly onDidChange = this.#changed.event;

  /** Whether nobody waits for the model. */
  get isEmpty(): boolean {
    return this.#works.length === 0;
  }

  /** Whether it has nothing at all to do. */
  get isResting(): boolean {
    return this.isEmpty && this.#inTheBackground === 0;
  }

  /** Takes its place in the queue; the function that it answers leaves it. */
  enter(work: ModelWork): () => void {
    this.#works.push(work);
    this.#changed.fire();
    return () => {
      const at = this.#works.indexOf(work);
      if (at < 0) return;
      this.#works.splice(at, 1);
      this.#changed.fire();
    };
  }

  /** Runs what gives way to all that is asked: nobody waits for it, so nobody is told of it. */
  async inTheBackground<T>(work: () => Promise<T>): Promise<T> {
    this.#inTheBackground += 1;
    this.#changed.fire();
    try {
      return await work();
    } finally {
      this.#inTheBackground -= 1;
      this.#changed.fire();
    }
  }

  /** What was asked before this and is not done yet. */
  ahead(work: ModelWork): readonly ModelWork[] {
    return this.#works.slice(0, Math.max(this.#works.indexOf(work), 0));
  }

  /**
   * Says what `work` (whose words are `waits`) has to wait for, and offers to stop that. Answers what it waits for;
   * undefined when it is the first.
   */
  tellAhead(work: ModelWork, waits: string): string | undefined {
    const [first] = this.ahead(work);
    if (!first) return undefined;
    const stop = t`Stop ${first.name}`;
    void showInformation(messageText`The model is busy with ${first.name}. ${waits}`, stop).then((chosen) => {
      if (chosen === stop && this.ahead(work).includes(first)) first.stop();
    });
    return first.name;
  }
}
