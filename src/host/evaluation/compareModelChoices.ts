import { t } from '@vscode/l10n';
import { basename, dirname } from 'node:path';
import type { ModelChoice } from '../../protocol/compareView.ts';
import type { ModelPair } from '../../protocol/engine.ts';
import type { ModelSettings } from '../models/modelSettings.ts';
import type { RecentModels } from '../models/recentModels.ts';

export interface ModelChoiceSources {
  readonly settings: Pick<ModelSettings, 'load'>;
  readonly recent: Pick<RecentModels, 'list'>;
  readonly demo: ModelPair;
}

/** The models that a column may have: the one in use, recent ones, the demo model, and files that were chosen here. */
export class CompareModelChoices {
  readonly #sources: ModelChoiceSources;
  readonly #chosen: ModelPair[] = [];
  /** All that were ever offered: a column keeps its model when another one comes into use. */
  readonly #offered = new Map<string, ModelPair>();

  constructor(sources: ModelChoiceSources) {
    this.#sources = sources;
    this.list();
  }

  /** The id of the model in use. */
  get current(): string {
    return idOf(this.#sources.settings.load().pair);
  }

  list(): readonly ModelChoice[] {
    const { settings, recent, demo } = this.#sources;
    for (const pair of [settings.load().pair, demo, ...this.#chosen, ...recent.list()])
      this.#offered.set(idOf(pair), pair);
    return [...this.#offered.entries()].map(([id, pair]) => {
      const name = id === idOf(demo) ? t`Demo model` : basename(pair.modelPath);
      return {
        id,
        label: id === this.current ? t`${name} (in use)` : name,
        title:
          pair.projectorPath === undefined
            ? t`${dirname(pair.modelPath)}, without a projector: text only`
            : t`${dirname(pair.modelPath)}, with ${basename(pair.projectorPath)}`,
      };
    });
  }

  pairOf(id: string): ModelPair | undefined {
    return this.#offered.get(id);
  }

  /** Offers the pair from now on; answers its id. */
  add(pair: ModelPair): string {
    this.#chosen.push(pair);
    this.list();
    return idOf(pair);
  }
}

export function idOf({ modelPath, projectorPath }: ModelPair): string {
  return JSON.stringify([modelPath, projectorPath]);
}
