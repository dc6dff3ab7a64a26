/** Images with their reports: `{id?, image|images, report | findings (+ impression), indication?, domain?}`. */
import { t } from '@vscode/l10n';
import { findingsPrompt } from '../../report/prompts/sectionPrompts.ts';
import { isRecord } from '../../text/isRecord.ts';
import type { Row } from './fileRows.ts';
import { domainOf, idOf, imageOf, text, type RowReader, type RowReading } from './rowReader.ts';

export const reportPairs: RowReader = {
  format: 'reports',
  fits: (row) => ('report' in row || 'findings' in row) && !('question' in row),
  read,
};

function read(row: Row): RowReading {
  const found = idOf(row, 'id', 'question_id', 'study_id');
  if ('why' in found) return found;
  const images = imagesOf(row);
  const picture = imageOf({ image: images[0] }, 'image');
  if ('why' in picture) return picture;
  if (picture.image === undefined) return { why: t`it has no image` };
  const reference = reportText(row);
  if (reference === undefined) return { why: t`it has no report, and no findings` };
  return {
    item: {
      id: found.id,
      image: picture.image,
      question: findingsPrompt(text(row, 'indication')).text,
      reference,
      domain: domainOf(row['domain']),
    },
    remark: images.length > 1 ? t`only the first of ${images.length} images is asked about` : undefined,
  };
}

function imagesOf(row: Row): readonly unknown[] {
  const value = row['image'] ?? row['images'] ?? row['image_path'];
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [isRecord(value) ? value['path'] : value];
}

/** Under headings where there are two sections, so that they can be told apart again. */
function reportText(row: Row): string | undefined {
  const whole = text(row, 'report');
  if (whole !== undefined) return whole;
  const findings = text(row, 'findings');
  const impression = text(row, 'impression');
  if (findings === undefined || impression === undefined) return findings;
  return `Findings:\n${findings}\n\nImpression:\n${impression}`;
}
