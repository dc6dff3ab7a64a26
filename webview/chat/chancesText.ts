import { t } from '@vscode/l10n';
import type { Chances } from '../../src/conversation/answer.ts';

/** An answer that the model held possible, and its share of 1. */
export interface Chance {
  readonly answer: 'Yes' | 'No' | 'other';
  readonly share: number;
}

/** With what is missing to 1: any other beginning of an answer. */
export function chancesOf({ yes, no }: Chances): readonly Chance[] {
  return [
    { answer: 'Yes', share: yes },
    { answer: 'No', share: no },
    { answer: 'other', share: Math.max(0, 1 - yes - no) },
  ];
}

const IN_WORDS: Readonly<Record<Chance['answer'], () => string>> = {
  Yes: () => t`Yes`,
  No: () => t`No`,
  other: () => t`other`,
};

/** Such as "Yes 87 % · No 11 % · other 2 %". */
export function chancesText(chances: Chances): string {
  return chancesOf(chances)
    .map(({ answer, share }) => `${IN_WORDS[answer]()} ${percent(share)}`)
    .join(' · ');
}

/** Whole percents; what is neither all nor nothing does not look like it. */
function percent(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %';
  if (share > 0.99 && share < 1) return '> 99 %';
  return `${String(Math.round(share * 100))} %`;
}
