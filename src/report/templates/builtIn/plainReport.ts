import { t } from '@vscode/l10n';
import { emptyReport } from '../../reportTemplate.ts';
import type { ReportTemplate } from '../reportTemplate.ts';

/** A title and every section, empty. */
export const plainReport: ReportTemplate = {
  id: 'plain',
  // Asked for when the language is known.
  get title() {
    return t`Plain report`;
  },
  source: 'builtIn',
  modalities: [],
  bodyParts: [],
  body: emptyReport,
  normalMacro: undefined,
};
