import { t } from '@vscode/l10n';

/** What may stand in a template of this room: a text from outside, or a number. */
export type Foreign = string | number;

/**
 * A tagged template's literals, which are ours, in the language of the texts, and its values, which are foreign, each as
 * `escape` makes it.
 */
export function assemble(
  literals: TemplateStringsArray,
  values: readonly Foreign[],
  escape: (value: string) => string,
): string {
  return t(literals, ...values.map((value) => escape(String(value))));
}
