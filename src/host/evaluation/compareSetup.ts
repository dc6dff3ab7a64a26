import { COLUMNS, type Column, type CompareState } from '../../protocol/compareView.ts';
import type { ModelPair } from '../../protocol/engine.ts';
import type { ModelSettings } from '../models/modelSettings.ts';
import type { CompareModelChoices } from './compareModelChoices.ts';

export interface CompareSetupServices {
  readonly settings: Pick<ModelSettings, 'sampling'>;
  readonly choices: CompareModelChoices;
}

type SetupState = Pick<CompareState, 'models' | 'columns' | 'question' | 'caption' | 'isBlind' | 'keepsTexts'>;

/** Who will be asked what: what a person sets before asking. */
export class CompareSetup {
  readonly #services: CompareSetupServices;
  readonly #columns: Column[];
  texts = { question: '', caption: '' };
  isBlind = true;
  /** Whether the texts are kept with a vote. */
  keepsTexts = false;

  constructor(services: CompareSetupServices) {
    this.#services = services;
    this.#columns = [this.#newColumn(), this.#newColumn()];
  }

  get columns(): readonly Column[] {
    return this.#columns;
  }

  get state(): SetupState {
    return {
      models: [...this.#services.choices.list()],
      columns: [...this.#columns],
      ...this.texts,
      isBlind: this.isBlind,
      keepsTexts: this.keepsTexts,
    };
  }

  setColumn(at: number, column: Column): void {
    if (at < this.#columns.length && this.#services.choices.pairOf(column.model) !== undefined)
      this.#columns[at] = column;
  }

  addColumn(): void {
    if (this.#columns.length < COLUMNS.most) this.#columns.push(this.#newColumn());
  }

  removeColumn(at: number): void {
    if (this.#columns.length > COLUMNS.least) this.#columns.splice(at, 1);
  }

  useModel(at: number, pair: ModelPair): void {
    const column = this.#columns[at];
    if (column !== undefined) this.setColumn(at, { ...column, model: this.#services.choices.add(pair) });
  }

  /** As the settings say, with the model in use. */
  #newColumn(): Column {
    const { settings, choices } = this.#services;
    const { temperature, maxTokens, seed } = settings.sampling();
    return { kind: 'image', model: choices.current, temperature, maxTokens, seed };
  }
}
