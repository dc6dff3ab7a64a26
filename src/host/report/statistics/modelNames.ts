import type * as vscode from 'vscode';
import type { Engine, EngineState } from '../../../protocol/engine.ts';

const KEY = 'report.modelNames';
/** The oldest names go first. */
const MOST = 50;

/**
 * What models are called, by their SHA-256. Records hold hashes only; the names of models that were loaded here are kept
 * in the editor's storage of the workspace.
 */
export class ModelNames implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #subscription: { dispose(): void };

  constructor(engine: Pick<Engine, 'state' | 'onDidChangeState'>, memento: vscode.Memento) {
    this.#memento = memento;
    this.#subscription = engine.onDidChangeState((state) => this.#keep(state));
    this.#keep(engine.state);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  names(): ReadonlyMap<string, string> {
    return new Map(this.#memento.get<readonly (readonly [string, string])[]>(KEY, []));
  }

  #keep(state: EngineState): void {
    if (state.kind !== 'ready') return;
    const { sha256, name } = state.model;
    const known = this.names();
    if (known.get(sha256) === name) return;
    const others = [...known].filter(([other]) => other !== sha256);
    void this.#memento.update(KEY, [...others, [sha256, name]].slice(-MOST));
  }
}
