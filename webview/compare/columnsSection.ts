import { t } from '@vscode/l10n';
import { nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { COLUMNS, type Column, type ColumnKind, type CompareState } from '../../src/protocol/compareView.ts';
import { iconButton, textButton, textField } from '../shared/controls.ts';
import { html } from '../shared/html.ts';
import { type ColumnNumber, columnNumber } from './columnNumber.ts';
import type { PageEvents } from './pageEvents.ts';

/** The entry of the list that opens a dialog. */
const FILES = 'files';

const NUMBER_TITLES: Readonly<Record<ColumnNumber, () => string>> = {
  temperature: () => t`How freely the model picks its words, 0 to 2; 0 always takes the likeliest one`,
  maxTokens: () => t`Longest answer, in tokens`,
  seed: () => t`Seed of the random choices: the same seed gives the same answer`,
};

type SelectEvent = Event & { readonly target: HTMLSelectElement };

/** Who is asked, and how. Numbered, as answers have letters: which is which is drawn. */
export function columnsSection(state: CompareState, events: PageEvents): TemplateResult {
  const { columns } = state;
  return html`<section aria-label=${t`Columns`} class="columns">
    ${columns.map((column, at) => columnCard(state, column, at, events))}
    ${
      columns.length < COLUMNS.most
        ? html`<div class="add">
            ${textButton({
              label: t`Add Column`,
              icon: 'add',
              testId: 'add-column',
              onClick: () => events.post({ type: 'addColumn' }),
            })}
          </div>`
        : nothing
    }
  </section>`;
}

function columnCard(
  { models, columns }: CompareState,
  column: Column,
  at: number,
  { post }: PageEvents,
): TemplateResult {
  const name = t`Column ${at + 1}`;
  const set = (changed: Partial<Column>): void => post({ type: 'column', at, column: { ...column, ...changed } });
  return html`<fieldset class="column" data-testid="column">
    <legend>${name}</legend>
    ${
      columns.length > COLUMNS.least
        ? iconButton({
            label: t`Remove ${name}`,
            icon: 'close',
            testId: 'remove-column',
            onClick: () => post({ type: 'removeColumn', at }),
          })
        : nothing
    }
    <label class="field"
      ><span>${t`Model`}</span
      ><select
        data-testid="model"
        title=${models.find(({ id }) => id === column.model)?.title ?? ''}
        .value=${live(column.model)}
        @change=${({ target }: SelectEvent) => {
          if (target.value === FILES) post({ type: 'chooseFiles', at });
          else set({ model: target.value });
        }}
      >
        ${models.map(
          ({ id, label, title }) =>
            html`<option .value=${id} title=${title} ?selected=${id === column.model}>${label}</option>`,
        )}
        <option .value=${FILES}>${t`Choose files…`}</option>
      </select></label
    >
    <label class="field"
      ><span>${t`Is given`}</span
      ><select
        data-testid="kind"
        .value=${live(column.kind)}
        @change=${({ target }: SelectEvent) => set({ kind: target.value as ColumnKind })}
      >
        <option value="image">${t`the image`}</option>
        <option value="caption" ?selected=${column.kind === 'caption'}>${t`text only, with a caption`}</option>
      </select></label
    >
    <div class="numbers">
      ${numberField('temperature', t`Temperature`, column, set)} ${numberField('maxTokens', t`Tokens`, column, set)}
      ${numberField('seed', t`Seed`, column, set)}
    </div>
  </fieldset>`;
}

function numberField(
  name: ColumnNumber,
  label: string,
  column: Column,
  set: (changed: Partial<Column>) => void,
): TemplateResult {
  return textField({
    label,
    testId: name,
    value: String(column[name]),
    title: NUMBER_TITLES[name](),
    onCommit: (text) => {
      const changed = columnNumber(name, text);
      if (changed !== undefined) set({ [name]: changed });
    },
  });
}
