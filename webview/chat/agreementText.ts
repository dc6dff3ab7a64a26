import { t } from '@vscode/l10n';

/** Such as "4 of 5 say the same"; `groups` are those that say the same, the largest first. */
export function agreementText(groups: readonly (readonly number[])[]): string {
  const all = groups.reduce((sum, group) => sum + group.length, 0);
  const most = groups[0]?.length ?? 0;
  if (all <= 1) return t`Asked once more`;
  if (most === all) return t`All ${all} say the same`;
  if (most <= 1) return t`All ${all} say something else`;
  return t`${most} of ${all} say the same`;
}

/** Such as "3 answers: 1, 2 and 5", counted from 1. */
export function groupText(group: readonly number[]): string {
  const numbers = group.map((place) => String(place + 1));
  const last = numbers.pop() ?? '';
  if (numbers.length === 0) return t`Answer ${last}`;
  return t`Answers ${numbers.join(', ')} and ${last}`;
}
