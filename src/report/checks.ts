import { placeNewSection } from './draftText.ts';
import { frontMatterMessage } from './frontMatter.ts';
import { lateralFindings, type LateralFinding, type Side } from './laterality.ts';
import { findSection, type ReportDocument } from './reportDocument.ts';
import { sectionTitles, type SectionKind } from './sectionNames.ts';
import type { ContentChange, TextRange } from './textRange.ts';

/** Something in a report that a person should look at, with a way to put it right where there is one. */
export interface ReportProblem {
  /** A stable name, for people's scripts. */
  readonly code: 'front-matter' | 'missing-section' | 'laterality' | 'change-without-comparison' | 'unreviewed-draft';
  readonly range: TextRange;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly fix?: { readonly title: string; readonly change: ContentChange };
}

/** `drafts` are the model's texts that nobody has accepted yet. */
export function checkReport(text: string, report: ReportDocument, drafts: readonly TextRange[]): ReportProblem[] {
  return [
    ...frontMatterProblems(report),
    ...missingSections(text, report),
    ...lateralityProblems(text, report),
    ...changesWithoutComparison(text, report),
    ...drafts.map((draft) => unreviewed(text, draft)),
  ];
}

/** On the line that cannot be read. */
function frontMatterProblems({ frontMatter }: ReportDocument): ReportProblem[] {
  if (!frontMatter?.problem) return [];
  const { problem } = frontMatter;
  return [{ code: 'front-matter', range: problem.range, severity: 'error', message: frontMatterMessage(problem) }];
}

function missingSections(text: string, report: ReportDocument): ReportProblem[] {
  const first = report.sections.find((section) => section.kind !== 'other');
  if (!first) return [];
  return (['findings', 'impression'] as const)
    .filter((kind) => !findSection(report, kind))
    .map((kind) => ({
      code: 'missing-section',
      range: first.heading,
      severity: 'warning',
      message: `The report has no ${sectionTitles[kind]}.`,
      fix: addSection(text, report, kind),
    }));
}

/** What the Impression says of a side and the Findings do not bear out. */
function lateralityProblems(text: string, report: ReportDocument): ReportProblem[] {
  const found = findingsOf(text, report, 'findings');
  return findingsOf(text, report, 'impression').flatMap(({ finding, sides, sideRange }): ReportProblem[] => {
    const inFindings = found.filter((one) => one.finding === finding).flatMap((one) => one.sides);
    if (inFindings.length === 0 || sides.every((side) => inFindings.includes(side))) return [];
    const right = sideNames(inFindings);
    const written = text.slice(sideRange.start, sideRange.end);
    const problem = {
      code: 'laterality',
      range: sideRange,
      severity: 'warning',
      message: `The Impression says ${written.toLowerCase()}, the Findings say ${right}. Check the image, then correct the one that is wrong.`,
    } as const;
    if (right === 'left and right' || sides.length > 1) return [problem];
    const change = { offset: sideRange.start, length: written.length, text: likeCase(right, written) };
    return [{ ...problem, fix: { title: `Change "${written}" to "${change.text}"`, change } }];
  });
}

function changesWithoutComparison(text: string, report: ReportDocument): ReportProblem[] {
  const comparison = findSection(report, 'comparison');
  const words = comparison ? text.slice(comparison.content.start, comparison.content.end) : '';
  if (words !== '' && !/^(none|no (prior|previous|comparison)[^.]*|not available|n\/?a|nil)\.?$/i.test(words))
    return [];
  return report.sections
    .filter(({ kind }) => kind === 'findings' || kind === 'impression')
    .flatMap(({ content }) =>
      Array.from(
        text
          .slice(content.start, content.end)
          .matchAll(
            /\b(no (significant |interval |relevant )*change|unchanged|stable (in|compared|since)|(compared (to|with)|since) (the )?(prior|previous))\b/gi,
          ),
        (match): ReportProblem => {
          const start = content.start + match.index;
          return {
            code: 'change-without-comparison',
            range: { start, end: start + match[0].length },
            severity: 'warning',
            message: `"${match[0]}" needs an earlier study to compare with, and the report names none.`,
            ...(comparison ? {} : { fix: addSection(text, report, 'comparison') }),
          };
        },
      ),
    );
}

/** On the draft's first word: all of it is marked already. */
function unreviewed(text: string, { start, end }: TextRange): ReportProblem {
  const range = { start, end: start + (/^\S+/.exec(text.slice(start, end))?.[0].length ?? 0) };
  return {
    code: 'unreviewed-draft',
    range,
    severity: 'information',
    message: 'LLaVA-Med wrote this, and nobody has accepted it yet. Review it, then accept or discard it.',
  };
}

function findingsOf(text: string, report: ReportDocument, kind: SectionKind): LateralFinding[] {
  return report.sections
    .filter((section) => section.kind === kind)
    .flatMap(({ content }) =>
      lateralFindings(text.slice(content.start, content.end)).map((one) => ({
        ...one,
        sideRange: { start: content.start + one.sideRange.start, end: content.start + one.sideRange.end },
      })),
    );
}

function addSection(text: string, report: ReportDocument, kind: SectionKind): NonNullable<ReportProblem['fix']> {
  const { offset, before, after } = placeNewSection(text, report, kind, '');
  return {
    title: `Add the ${sectionTitles[kind]} section`,
    change: { offset, length: 0, text: before.trimEnd() + after },
  };
}

function sideNames(sides: readonly Side[]): string {
  return [...new Set(sides)].sort().join(' and ');
}

function likeCase(word: string, model: string): string {
  if (model === model.toUpperCase()) return word.toUpperCase();
  return model.charAt(0) === model.charAt(0).toUpperCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
