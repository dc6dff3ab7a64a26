import { t } from '@vscode/l10n';
import type { SectionKind } from '../../../report/reading/sections/sectionNames.ts';

/** What a section is called for a person, in the language of the texts; the report's own heading may be another. */
export function sectionInWords(kind: SectionKind): string {
  switch (kind) {
    case 'indication':
      return t`Indication`;
    case 'technique':
      return t`Technique`;
    case 'comparison':
      return t`Comparison`;
    case 'findings':
      return t`Findings`;
    case 'impression':
      return t`Impression`;
  }
}
