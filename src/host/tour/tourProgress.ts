import * as vscode from 'vscode';
import { TOUR_STEPS, type TourStep } from './tourSteps.ts';

const DONE = 'llavaMed.tour.done';

/**
 * What somebody has done of the walkthrough, whether or not they had it open. The editor checks a step when its context
 * key turns true, but it learns of the walkthrough only when its page opens, and a key that is true by then counts for
 * nothing, ever. So what was done is remembered, and the keys are true for a moment only: when a step is done, and
 * whenever a page that may be the walkthrough opens or changes.
 */
export class TourProgress implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #done: Set<TourStep>;
  readonly #subscription: vscode.Disposable;
  #telling: Promise<unknown> = Promise.resolve();

  /** `memento` is the user's, not the workspace's. */
  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    const kept = memento.get<readonly string[]>(DONE, []);
    this.#done = new Set(TOUR_STEPS.filter((step) => kept.includes(step)));
    this.#subscription = vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => {
      if ([...opened, ...changed].some(mayBeWalkthrough)) this.#tell([...this.#done]);
    });
    if (vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(mayBeWalkthrough))) this.#tell([...this.#done]);
  }

  has(step: TourStep): boolean {
    return this.#done.has(step);
  }

  async finish(step: TourStep): Promise<void> {
    if (this.#done.has(step)) return;
    this.#done.add(step);
    this.#tell([step]);
    await this.#memento.update(DONE, [...this.#done]);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #tell(steps: readonly TourStep[]): void {
    this.#telling = this.#telling.then(async () => {
      for (const step of steps) {
        await vscode.commands.executeCommand('setContext', `llavaMed.tour.${step}`, true);
        await vscode.commands.executeCommand('setContext', `llavaMed.tour.${step}`, false);
      }
    });
  }
}

/** Its tab is of no type that an extension is told, and its label may be that of the page before it. */
function mayBeWalkthrough({ input }: vscode.Tab): boolean {
  return input === undefined;
}
