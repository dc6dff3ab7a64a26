import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import type { SeriesHeader } from './seriesHeader.ts';

/** For the screen: modality, series number and description, as far as they are known; else the file's name. */
export function seriesTitle({ path, modality, seriesNumber, seriesDescription }: SeriesHeader): string {
  const parts = [
    modality,
    seriesNumber === undefined ? undefined : t`series ${seriesNumber}`,
    seriesDescription === '' ? undefined : seriesDescription,
  ];
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? basename(path) : known.join(' · ');
}
