import { emptyReport } from '../../reportTemplate.ts';
import type { ReportTemplate } from '../reportTemplate.ts';

/** A title and every section, empty. */
export const plainReport: ReportTemplate = {
  id: 'plain',
  title: 'Plain report',
  source: 'builtIn',
  modalities: [],
  bodyParts: [],
  body: emptyReport,
  normalMacro: undefined,
};
