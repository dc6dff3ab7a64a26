import { t } from '@vscode/l10n';

/**
 * "1 question", "2 questions", in the language of the texts, whose keys are these two forms: `1 question`, `{0}
 * questions`.
 */
export function counted(count: number, one: string): string {
  return count === 1 ? t(`1 ${one}`) : t(`{0} ${one}s`, count);
}
