import { foreignText } from './foreignText.ts';
import { assemble, type Foreign } from './template.ts';

declare const surface: unique symbol;

/** A sentence for a notification, its progress, a dialog or the prompt of an input box; only `messageText` makes one. */
export type MessageText = string & { readonly [surface]: 'message' };

/** VS Code shows the first 1000 characters of a notification. */
const LONGEST = 600;

/**
 * Of the literals, which are ours, and what is foreign between them. Editors make links of `[text](command:…)`, in
 * prompts icons of `$(name)`, and Theia also of `<command:…>`: a space breaks each, also where it arises only between
 * two values. No message of ours has a link.
 */
export function messageText(literals: TemplateStringsArray, ...values: readonly Foreign[]): MessageText {
  const text = assemble(literals, values, (value) => foreignText(value, { longest: LONGEST }));
  return text
    .replaceAll('](', '] (')
    .replaceAll('$(', '$ (')
    .replace(/<(?=[a-z][a-z\d+.-]*:)/gi, '< ') as MessageText;
}

/** Sentences one after another; `separator` is ours. */
export function joinMessages(parts: readonly MessageText[], separator: string): MessageText {
  return parts.join(separator) as MessageText;
}
