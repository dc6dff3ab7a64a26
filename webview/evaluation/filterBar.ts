import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { ResultGroup } from '../../src/protocol/evaluationResults.ts';
import { html } from '../shared/html.ts';
import { icon } from '../shared/icons.ts';
import type { RowFilter } from './filterRows.ts';
import type { PageState } from './pageState.ts';

export type ChangeFilter = (change: Partial<RowFilter>) => void;

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Search and choices above the table of questions. */
export function filterBar({ results, filter, comparison, shown }: PageState, change: ChangeFilter): TemplateResult {
  const groups = results?.groups ?? [];
  const all = results?.rows.length ?? 0;
  const shows: readonly (Choice & { readonly value: RowFilter['show'] })[] = [
    { value: 'all', text: t`All` },
    { value: 'wrong', text: t`Wrong (score below 50)` },
    { value: 'unreadable', text: t`Unreadable` },
    { value: 'missing', text: t`No answer` },
    ...(comparison === undefined ? [] : [{ value: 'differs' as const, text: t`Differs from the other run` }]),
  ];
  const orders: readonly (Choice & { readonly value: RowFilter['order'] })[] = [
    { value: 'worst', text: t`Worst first` },
    { value: 'best', text: t`Best first` },
    { value: 'file', text: t`As in the file` },
    ...(comparison === undefined
      ? []
      : [
          { value: 'loss' as const, text: t`Worse than the other run first` },
          { value: 'gain' as const, text: t`Better than the other run first` },
        ]),
  ];
  const count = shown.length === all ? t`${all} questions` : t`${shown.length} of ${all} questions`;
  return html`<div class="filters" role="search" aria-label=${t`Questions`}>
    <label class="search"
      ><span class="visually-hidden">${t`Search the questions`}</span>${icon('search')}<input
        type="search"
        placeholder=${t`Words of id, question, reference or answer`}
        data-testid="search"
        .value=${live(filter.query)}
        @input=${(event: InputEvent & { readonly target: HTMLInputElement }) => {
          change({ query: event.target.value });
        }}
    /></label>
    ${groupChoice(t`Domain`, 'domain', groups, filter.domain, (domain) => {
      change({ domain });
    })}
    ${groupChoice(t`Type`, 'type', groups, filter.type, (type) => {
      change({ type });
    })}
    ${groupChoice(t`Question type`, 'questionType', groups, filter.questionType, (questionType) => {
      change({ questionType });
    })}
    ${choice(t`Show`, 'show', shows, filter.show, (value) => {
      const show = shows.find((each) => each.value === value)?.value;
      if (show !== undefined) change({ show });
    })}
    ${choice(t`Order`, 'order', orders, filter.order, (value) => {
      const order = orders.find((each) => each.value === value)?.value;
      if (order !== undefined) change({ order });
    })}
    <p class="count" role="status" data-testid="count">${count}</p>
  </div>`;
}

/** Nothing to choose from where there are not two groups. */
function groupChoice(
  label: string,
  family: ResultGroup['family'],
  groups: readonly ResultGroup[],
  value: string,
  onChange: (value: string) => void,
): TemplateResult | typeof nothing {
  const own = groups.filter((group) => group.family === family);
  if (own.length < 2) return nothing;
  const choices = own.map((group) => ({ value: group.id, text: `${group.label} (${String(group.count)})` }));
  return choice(label, family, [{ value: '', text: t`All` }, ...choices], value, onChange);
}

export function choice(
  label: string,
  testId: string,
  choices: readonly Choice[],
  value: string,
  onChange: (value: string) => void,
): TemplateResult {
  return html`<label class="choice"
    ><span>${label}</span
    ><select
      data-testid=${testId}
      @change=${(event: Event & { readonly target: HTMLSelectElement }) => {
        onChange(event.target.value);
      }}
    >
      ${choices.map((each) => html`<option .value=${each.value} .selected=${live(each.value === value)}>${each.text}</option>`)}
    </select></label
  >`;
}
