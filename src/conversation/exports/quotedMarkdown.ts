import { foreignText } from '../../text/foreignText.ts';
import type { MarkdownText } from '../../text/markdownText.ts';

/**
 * What would make something to click or to fetch, or HTML: tags and addresses in angle brackets, `](`, the definitions
 * that links refer to, addresses by their `//`, `@` and the dots of their domain, and GitHub's `[!NOTE]`. Before each the
 * whole run of backslashes.
 */
const DOING =
  /(?<!\\)(\\*)(<(?=[a-z/!?])|(?<=\])[(:]|(?<!\/)\/(?=\/)|(?<=[\p{L}\p{N}_-])(?:@|\.(?=\p{L}{2}))|(?<=www)\.|\[(?=!))/giu;

/**
 * A model's Markdown as a block of quotation: headings, lists, tables and code stay what they are, and nothing in them
 * can end the block, since every line of it begins with our mark. Links, pictures and HTML become the characters that they
 * were written with. Ends without a line break.
 */
export function quotedMarkdown(markdown: string): MarkdownText {
  const text = foreignText(markdown.replaceAll(/\r\n?/gu, '\n'), { longest: Number.POSITIVE_INFINITY, lines: true });
  // A backslash takes the next sign literally; one that is taken so already needs none.
  const still = text.replace(DOING, (all, slashes: string, sign: string) =>
    slashes.length % 2 === 1 ? all : `${slashes}\\${sign}`,
  );
  return still
    .split('\n')
    .map((line) => (line.trim() === '' ? '>' : `> ${line}`))
    .join('\n') as MarkdownText;
}
