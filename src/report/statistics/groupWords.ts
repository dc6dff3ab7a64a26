import { t } from '@vscode/l10n';
import { NO_ID } from './countedDrafts.ts';

/** What groups of drafts are called. */
export interface GroupWords {
  readonly section: (section: string) => string;
  readonly notRecorded: () => string;
  readonly unknown: () => string;
  /** Of the groups that are not shown one by one. */
  readonly others: (count: number) => string;
}

/** For a person. */
export const shownWords: GroupWords = {
  section: (section) => {
    if (section === 'findings') return t`Findings`;
    if (section === 'impression') return t`Impression`;
    return section === NO_ID ? t`Unknown` : capitalised(section);
  },
  notRecorded: () => t`not recorded`,
  unknown: () => t`unknown`,
  others: (count) => t`${count} others`,
};

/** For a file that programs read: the same whatever language is shown. */
export const recordedWords: GroupWords = {
  section: capitalised,
  notRecorded: () => 'not recorded',
  unknown: () => NO_ID,
  others: (count) => `${String(count)} others`,
};

/** "findings" → "Findings". */
function capitalised(section: string): string {
  return section.charAt(0).toUpperCase() + section.slice(1);
}
