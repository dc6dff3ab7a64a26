import { t } from '@vscode/l10n';
import { localTitles } from '../reading/sections/sectionNames.ts';
import type { ReportDocument } from '../reportDocument.ts';
import { addSection } from './addSection.ts';
import type { ReportProblem } from './reportProblem.ts';

/** A report without Findings, or without an Impression, under whatever name. */
export function missingSections(text: string, report: ReportDocument): ReportProblem[] {
  const first = report.sections.find(({ covers }) => covers.length > 0);
  if (!first) return [];
  return (['findings', 'impression'] as const)
    .filter((kind) => !report.sections.some(({ covers }) => covers.includes(kind)))
    .map((kind) => ({
      code: 'missing-section',
      range: first.heading,
      severity: 'warning',
      message: t`The report has no ${localTitles[report.language][kind]}.`,
      fix: addSection(text, report, kind),
    }));
}
