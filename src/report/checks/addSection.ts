import { t } from '@vscode/l10n';
import { placeNewSection } from '../drafts/draftText.ts';
import { localTitles, type SectionKind } from '../reading/sections/sectionNames.ts';
import type { ReportDocument } from '../reportDocument.ts';
import type { ProblemFix } from './reportProblem.ts';

/** The fix that adds an empty section, in the report's language and style. */
export function addSection(text: string, report: ReportDocument, kind: SectionKind): ProblemFix {
  const { offset, before, after } = placeNewSection(text, report, kind, '');
  return {
    title: t`Add the ${localTitles[report.language][kind]} section`,
    change: { offset, length: 0, text: before.trimEnd() + after },
  };
}
