/** DA and DT values moved by whole days (PS3.5 section 6.2): times of day and intervals stay as they are. */

const DAY_MS = 86_400_000;

/** All values of an attribute; undefined when one of them is no date. */
export function shiftDates(text: string, days: number): string | undefined {
  const values = text.split('\\').map((value) => shiftDate(value.replace(/[\0 ]+$/, ''), days));
  return values.some((value) => value === undefined) ? undefined : values.join('\\');
}

/** YYYYMMDD with a time behind it or without, the old YYYY.MM.DD, and DT cut short to a year or a month. */
function shiftDate(value: string, days: number): string | undefined {
  if (value === '') return '';
  const parts = /^(\d{4})(?:(\.?)(\d\d)(?:\2(\d\d)(\d{0,6}(?:\.\d{1,6})?)?)?)?([+-]\d{4})?$/.exec(value);
  if (parts === null) return undefined;
  const [, year = '', dot = '', month, day, time = '', zone = ''] = parts;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  // A date that does not exist would be moved to one that does.
  if (date.getUTCMonth() !== Number(month ?? 1) - 1 || date.getUTCDate() !== Number(day ?? 1)) return undefined;
  const shifted = /^(\d{4})-(\d\d)-(\d\d)T/.exec(new Date(date.getTime() + days * DAY_MS).toISOString());
  if (shifted === null) return undefined;
  const [, y = '', m = '', d = ''] = shifted;
  return [y, ...(month === undefined ? [] : [m]), ...(day === undefined ? [] : [d])].join(dot) + time + zone;
}
