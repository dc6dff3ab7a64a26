/** One line for each question, for a spreadsheet or a statistics program. */
import type { EvaluationResults, RowJudgement } from '../../protocol/evaluationResults.ts';
import type { ComparedRun } from '../../protocol/evaluationView.ts';
import { csvCell } from '../../text/csvCell.ts';

/**
 * RFC 4180, UTF-8 without a byte order mark. Numbers are written as they are; a text that a spreadsheet would take for a
 * formula begins with an apostrophe.
 */
export function resultsCsv({ kind, metrics, groups, rows }: EvaluationResults, other?: ComparedRun): string {
  const families = (['type', 'domain', 'questionType', 'observation'] as const).filter((family) =>
    groups.some((group) => group.family === family),
  );
  const labels = new Map(groups.map(({ id, family, label }) => [id, { family, label }]));
  const scored = metrics.filter(({ id }) => rows.some(({ scores }) => scores[id] !== undefined));
  const head = [
    'id',
    'image',
    'question',
    'reference',
    'answer',
    ...families,
    ...scored.map(({ id }) => id),
    ...(other === undefined ? [] : ['other answer', ...scored.map(({ id }) => `other ${id}`)]),
    'remarks',
    'judgements',
  ];
  const lines = rows.map((row, i): readonly (string | number | undefined)[] => {
    const beside = other?.rows[i];
    return [
      row.id,
      row.image,
      row.question,
      row.reference,
      row.answer,
      ...families.map((family) =>
        row.groups
          .map((id) => labels.get(id))
          .filter((group) => group?.family === family)
          .map((group) => group?.label)
          .join('; '),
      ),
      ...scored.map(({ id }) => row.scores[id]),
      ...(other === undefined ? [] : [beside?.answer, ...scored.map(({ id }) => beside?.scores[id])]),
      row.remarks.join('; '),
      (row.judgements ?? []).map((each) => judgementText(each, kind)).join('; '),
    ];
  });
  return [head, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}

/** "gpt-4: reference 8, answer 6 (reference first)"; of a report draft "gpt-4: 5 matched, 2 wrong, 1 minor". */
function judgementText(
  { judge, reference, answer, findings, order }: RowJudgement,
  kind: EvaluationResults['kind'],
): string {
  if (kind === 'report')
    return findings === undefined
      ? `${judge}: unreadable`
      : `${judge}: ${findings.matched} matched, ${findings.errors} wrong, ${findings.minor} minor`;
  const first = order === 'referenceFirst' ? 'reference first' : 'answer first';
  return `${judge}: reference ${String(reference ?? 'unreadable')}, answer ${String(answer ?? 'unreadable')} (${first})`;
}
