import { t } from '@vscode/l10n';

/** A size as a person reads it: decimal units, as file managers and download pages show them. */
export function describeBytes(bytes: number): string {
  if (bytes < 999.5) return t`${bytes.toFixed(0)} bytes`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = value >= 99.5 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}
