import { stat } from 'node:fs/promises';
import type * as vscode from 'vscode';
import type { ModelPair } from '../../protocol/engine.ts';

const KEY = 'llavaMed.recentModels';
const KEPT = 5;

/** The pairs of the user's own that loaded last, the latest first: five of them, the same in all windows. */
export class RecentModels {
  readonly #memento: vscode.Memento;

  /** `memento` is the user's, not the workspace's. */
  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  list(): readonly ModelPair[] {
    const kept: unknown = this.#memento.get(KEY);
    return Array.isArray(kept) ? kept.filter(isPair).map(pairOf) : [];
  }

  async add(pair: ModelPair): Promise<void> {
    await this.#keep([pair, ...this.list().filter((other) => !isSame(other, pair))].slice(0, KEPT));
  }

  /** Takes pairs off the list of which a file is gone, and answers them. */
  async dropMissing(): Promise<readonly ModelPair[]> {
    const pairs = this.list();
    const there = await Promise.all(pairs.map(isThere));
    const missing = pairs.filter((_, index) => !there[index]);
    if (missing.length > 0) await this.#keep(pairs.filter((_, index) => there[index]));
    return missing;
  }

  async #keep(pairs: readonly ModelPair[]): Promise<void> {
    await this.#memento.update(KEY, pairs);
  }
}

function isSame(one: ModelPair, other: ModelPair): boolean {
  return one.modelPath === other.modelPath && one.projectorPath === other.projectorPath;
}

/** Another version of this extension may have written it. */
function isPair(value: unknown): value is { modelPath: string; projectorPath?: unknown } {
  return typeof value === 'object' && value !== null && 'modelPath' in value && typeof value.modelPath === 'string';
}

function pairOf({ modelPath, projectorPath }: { modelPath: string; projectorPath?: unknown }): ModelPair {
  return { modelPath, projectorPath: typeof projectorPath === 'string' ? projectorPath : undefined };
}

async function isThere({ modelPath, projectorPath }: ModelPair): Promise<boolean> {
  const paths = projectorPath === undefined ? [modelPath] : [modelPath, projectorPath];
  const found = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        (file) => file.isFile(),
        () => false,
      ),
    ),
  );
  return found.every(Boolean);
}
