/**
 * A Study Date (0008,0020) as ISO 8601: of `20260827`, `2026-08-27` or the old `2026.08.27` (PS3.5 section 6.2);
 * undefined for whatever is no day of a calendar.
 */
export function isoDate(value: string | undefined): string | undefined {
  const match = /^(\d{4})([-.]?)(\d{2})\2(\d{2})$/.exec(value?.trim() ?? '');
  if (!match) return undefined;
  const iso = `${match[1] ?? ''}-${match[3] ?? ''}-${match[4] ?? ''}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : undefined;
}

/** How long the first of two ISO days is before the second: `3 months earlier`; undefined when it is behind it. */
export function timeBefore(earlier: string, later: string): string | undefined {
  const days = Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
  if (days < 0) return undefined;
  if (days === 0) return 'same day';
  if (days < 14) return inWords(days, 'day');
  if (days < 56) return inWords(Math.round(days / 7), 'week');
  const months = monthsBetween(earlier, later);
  return months < 24 ? inWords(months, 'month') : inWords(Math.round(months / 12), 'year');
}

/** To the nearest month. */
function monthsBetween(earlier: string, later: string): number {
  const [year = 0, month = 0, day = 0] = earlier.split('-').map(Number);
  const [laterYear = 0, laterMonth = 0, laterDay = 0] = later.split('-').map(Number);
  return Math.round((laterYear - year) * 12 + (laterMonth - month) + (laterDay - day) / 30.5);
}

function inWords(count: number, unit: string): string {
  return `${String(count)} ${unit}${count === 1 ? '' : 's'} earlier`;
}
