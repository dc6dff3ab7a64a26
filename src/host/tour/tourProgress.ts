import * as vscode from 'vscode';
import { TOUR_STEPS, TOUR_TITLE, type TourStep } from './tourSteps.ts';

const DONE = 'llavaMed.tour.done';

/**
 * What somebody has done of the walkthrough, whether or not they had it open. The editor checks a step when its context
 * key turns true while it knows the walkthrough, and it learns of that only when the page opens: a key that was true
 * before counts for nothing. So what was done is remembered, and told when the page is there.
 */
export class TourProgress implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #done: Set<TourStep>;
  readonly #told = new Set<TourStep>();
  readonly #subscription: vscode.Disposable;
  #isKnown = false;

  /** `memento` is the user's, not the workspace's. */
  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    const kept = memento.get<readonly string[]>(DONE, []);
    this.#done = new Set(TOUR_STEPS.filter((step) => kept.includes(step)));
    this.#subscription = vscode.window.tabGroups.onDidChangeTabs(() => {
      this.#look();
    });
    this.#look();
  }

  has(step: TourStep): boolean {
    return this.#done.has(step);
  }

  /** The walkthrough is open in a tab. */
  get isOpen(): boolean {
    return vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes(TOUR_TITLE)));
  }

  async finish(step: TourStep): Promise<void> {
    if (this.#done.has(step)) return;
    this.#done.add(step);
    this.#tell();
    await this.#memento.update(DONE, [...this.#done]);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #look(): void {
    if (this.#isKnown || !this.isOpen) return;
    this.#isKnown = true;
    this.#tell();
  }

  #tell(): void {
    if (!this.#isKnown) return;
    for (const step of this.#done) {
      if (this.#told.has(step)) continue;
      this.#told.add(step);
      void vscode.commands.executeCommand('setContext', `llavaMed.tour.${step}`, true);
    }
  }
}
