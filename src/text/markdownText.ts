import { foreignText } from './foreignText.ts';
import { assemble, type Foreign } from './template.ts';

declare const surface: unique symbol;

/** Markdown whose marks are all ours; only `markdownText` and `joinMarkdown` make it. */
export type MarkdownText = string & { readonly [surface]: 'markdown' };

/** Literals are Markdown, values are text: no links, also none of a bare address, no emphasis, no HTML, no icons. */
export function markdownText(literals: TemplateStringsArray, ...values: readonly Foreign[]): MarkdownText {
  return assemble(literals, values, (value) =>
    // CommonMark: a backslash takes any ASCII punctuation literally.
    foreignText(value).replace(/[!-/:-@[-`{-~]/g, '\\$&'),
  ) as MarkdownText;
}

/** Parts one after another; `separator` is ours. */
export function joinMarkdown(parts: readonly MarkdownText[], separator: string): MarkdownText {
  return parts.join(separator) as MarkdownText;
}
