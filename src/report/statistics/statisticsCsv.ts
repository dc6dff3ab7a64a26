import { csvCell } from '../../text/csvCell.ts';
import type { CountedDraft } from './countedDrafts.ts';

const HEAD = [
  'draft',
  'section',
  'outcome',
  'drafted',
  'decided',
  'model',
  'prompt',
  'images',
  'sentences accepted',
  'sentences edited',
  'sentences discarded',
  'edit distance',
] as const;

/**
 * One line for each draft, for a spreadsheet or a statistics program: RFC 4180, UTF-8 without a byte order mark. No
 * text, path or name; models are their SHA-256, since a model's file may be named after anything.
 */
export function statisticsCsv(drafts: readonly CountedDraft[]): string {
  const lines = drafts.map((draft) => [
    draft.proposal,
    draft.section,
    draft.outcome,
    draft.draftedAt,
    draft.decidedAt,
    draft.model,
    draft.prompt,
    draft.images,
    draft.sentences?.accepted,
    draft.sentences?.edited,
    draft.sentences?.discarded,
    draft.editDistance,
  ]);
  return [HEAD, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}
