/** The groups that figures are given for: which questions are in each. */
import type { Domain } from '../../phantoms/phantom.ts';
import type { ResultGroup } from '../../protocol/evaluationResults.ts';
import { CHAT_TYPES, type EvaluationItem } from '../item.ts';

/** A question with several domains counts for the first in this order: LLaVA-Med's, and no other gives its counts. */
export const DOMAIN_ORDER = ['chest_xray', 'mri', 'histology', 'gross', 'ct_scan'] as const satisfies readonly Domain[];

/** Of the flags of LLaVA-Med's files; undefined where none is true. */
export function firstDomain(flags: Readonly<Record<string, unknown>>): Domain | undefined {
  return DOMAIN_ORDER.find((domain) => Object.hasOwn(flags, domain) && flags[domain] === true);
}

export interface ItemGroup extends Pick<ResultGroup, 'id' | 'label' | 'family'> {
  /** Where the group's items are in the list, from 0. */
  readonly members: readonly number[];
}

const LABELS = {
  conversation: 'Conversation',
  detailed_description: 'Detailed description',
  open: 'Open',
  closed: 'Closed',
  chest_xray: 'Chest X-ray',
  mri: 'MRI',
  histology: 'Histology',
  gross: 'Gross pathology',
  ct_scan: 'CT',
};

/** VQA-RAD gives some questions several: `PRES, ABN`. */
function typesOf({ questionType }: EvaluationItem): readonly string[] {
  return questionType?.split(', ') ?? [];
}

/** `overall` first, then the types, the domains in LLaVA-Med's order and the question types by name; no empty groups. */
export function groupsOf(items: readonly EvaluationItem[]): ItemGroup[] {
  const group = (
    family: ItemGroup['family'],
    id: string,
    label: string,
    belongs: (item: EvaluationItem) => boolean,
  ): ItemGroup => ({ id, label, family, members: [...items.keys()].filter((i) => belongs(items[i]!)) });
  const questionTypes = [...new Set(items.flatMap(typesOf))].sort();
  return [
    group('overall', 'overall', 'Overall', () => true),
    ...CHAT_TYPES.map((type) => group('type', type, LABELS[type], ({ chatType }) => chatType === type)),
    ...(['open', 'closed'] as const).map((type) =>
      group('type', type, LABELS[type], ({ answerType }) => answerType === type),
    ),
    ...DOMAIN_ORDER.map((each) => group('domain', each, LABELS[each], ({ domain }) => domain === each)),
    ...questionTypes.map((type) =>
      // A file may call a question type `mri` or `open`.
      group('questionType', `questionType:${type}`, type, (item) => typesOf(item).includes(type)),
    ),
  ].filter(({ members }) => members.length > 0);
}
