import { randomUUID } from 'node:crypto';

/** A question that waits for the answer before it. `only`: it is about these images, and the others are set aside. */
export interface WaitingQuestion {
  readonly id: string;
  readonly question: string;
  readonly only?: readonly string[];
  /** It asks for yes or no. */
  readonly closed?: true;
}

/** Questions that wait, first come, first served. */
export class QuestionQueue {
  #waiting: readonly WaitingQuestion[] = [];

  get waiting(): readonly WaitingQuestion[] {
    return this.#waiting;
  }

  add(question: string, only?: readonly string[], closed?: true): void {
    this.#waiting = [
      ...this.#waiting,
      { id: randomUUID(), question, ...(only && { only }), ...(closed && { closed }) },
    ];
  }

  next(): WaitingQuestion | undefined {
    const [first, ...rest] = this.#waiting;
    this.#waiting = rest;
    return first;
  }

  take(id: string): WaitingQuestion | undefined {
    const taken = this.#waiting.find((waiting) => waiting.id === id);
    this.#waiting = this.#waiting.filter((waiting) => waiting !== taken);
    return taken;
  }

  /** Their texts before the one that is being typed, a line each. */
  before(draft: string): string {
    return [...this.#waiting.map(({ question }) => question), ...(draft === '' ? [] : [draft])].join('\n');
  }

  clear(): void {
    this.#waiting = [];
  }
}
