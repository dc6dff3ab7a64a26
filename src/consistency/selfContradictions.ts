/**
 * Where an answer contradicts itself or what the model said before of the same images: by the report checks, which are
 * rather silent than wrong, and by a yes beside a no to the very same question.
 */
import { t } from '@vscode/l10n';
import { normaliseAnswerCorrectly } from '../evaluation/metrics/normaliseAnswer.ts';
import { polarity } from '../evaluation/metrics/polarity.ts';
import { checkReport } from '../report/checks/checkReport.ts';
import type { ReportProblem } from '../report/checks/reportProblem.ts';
import { parseReport } from '../report/reportDocument.ts';

/** A question and its answer. */
export interface Said {
  readonly question: string;
  readonly answer: string;
}

/**
 * A sentence for each answer that it contradicts, such as "Contradicts answer 2: it says no to the same question.".
 * `earlier`: about the same images, with the numbers that they are called by.
 */
export function selfContradictions(
  { question, answer }: Said,
  earlier: readonly (Said & { readonly number: number })[],
): readonly string[] {
  const within = problemsOf(report(answer, ''));
  const notes = within.length > 0 ? [t`The answer contradicts itself: one part affirms what another denies.`] : [];
  const own = polarity(answer, question);
  for (const before of earlier) {
    const other = polarity(before.answer, before.question);
    const isSameQuestion = normaliseAnswerCorrectly(question) === normaliseAnswerCorrectly(before.question);
    if (isSameQuestion && own !== undefined && other !== undefined && own !== other) {
      notes.push(
        other === 'yes'
          ? t`Contradicts answer ${before.number}, which says yes to the same question.`
          : t`Contradicts answer ${before.number}, which says no to the same question.`,
      );
      continue;
    }
    const [problem] = problemsOf(report(before.answer, answer)).filter(
      ({ range }) => range.start > before.answer.length,
    );
    if (problem !== undefined && problemsOf(report(before.answer, '')).length === 0)
      notes.push(KINDS[problem.code as Kind](before.number));
  }
  return notes;
}

const KINDS = {
  laterality: (answer: number) => t`Contradicts answer ${answer}: it names the other side.`,
  contradiction: (answer: number) => t`Contradicts answer ${answer}: one denies what the other affirms.`,
} as const;
type Kind = keyof typeof KINDS;

/** What was said first as the Findings, what was said then as their Impression: the checks hold them against each other. */
function report(first: string, then: string): string {
  return `## Findings\n\n${plain(first)}\n\n## Impression\n\n${plain(then)}\n`;
}

/** No line of an answer begins a section of the report, and each point of a list is a sentence. */
function plain(answer: string): string {
  return answer
    .split('\n')
    .map((line) => {
      const text = line.replace(/^[\s#>*+-]+/u, '').replace(/:\s*$/u, '.');
      const isPoint = /^\s*[#>*+-]/u.test(line);
      return isPoint && /[^.!?\s]\s*$/u.test(text) ? `${text.trimEnd()}.` : text;
    })
    .filter((line) => line !== '')
    .join(' ');
}

function problemsOf(text: string): readonly ReportProblem[] {
  return checkReport(text, parseReport(text)).filter(({ code }) => code in KINDS);
}
