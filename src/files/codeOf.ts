import { t } from '@vscode/l10n';

/** The code of a failure of the file system, such as `ENOENT`, in words where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : t`unknown cause`;
}
