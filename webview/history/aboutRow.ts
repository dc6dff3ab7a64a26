import { t } from '@vscode/l10n';
import type { HistoryRow } from '../../src/protocol/historyView.ts';
import { counted } from '../../src/text/counted.ts';
import { whenText } from '../../src/text/whenText.ts';

export interface AboutOptions {
  readonly language: string;
  readonly namesWorkspace: boolean;
  /** Ms since 1970. */
  readonly now: number;
}

const OPEN = { no: () => '', here: () => t`open here`, elsewhere: () => t`open in another window` } as const;

/** "today 14:05 · 3 questions · 1 image · ward · open in another window" */
export function aboutRow(row: HistoryRow, { language, namesWorkspace, now }: AboutOptions): string {
  const { changedAt, questions, images, workspaceName, open } = row;
  return [
    whenText(changedAt, now, language),
    counted(questions, 'question'),
    images === 0 ? '' : counted(images, 'image'),
    namesWorkspace ? workspaceName : '',
    OPEN[open](),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
