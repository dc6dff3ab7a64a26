/** What spreadsheets take for a formula: also after spaces, and in full width. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * A cell of a CSV file (RFC 4180). Numbers are written as they are; a text that a spreadsheet would take for a formula
 * begins with an apostrophe.
 */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
