import { foreignText } from '../../text/foreignText.ts';
import { joinMarkdown, markdownText, type MarkdownText } from '../../text/markdownText.ts';

/** A text of any length as Markdown that shows it as it was typed, line by line: every sign of it is text. */
export function linesMarkdown(text: string): MarkdownText {
  const shown = foreignText(text.replaceAll(/\r\n?/gu, '\n'), { longest: Number.POSITIVE_INFINITY, lines: true });
  const paragraphs = shown
    .split(/\n\s*\n/u)
    .map((paragraph) => paragraph.split('\n').map((line) => line.trim()))
    .map((lines) => lines.filter((line) => line !== ''))
    .filter((lines) => lines.length > 0);
  return joinMarkdown(
    // A backslash at the end of a line is a line break of CommonMark.
    paragraphs.map((lines) => joinMarkdown(lines.map(lineMarkdown), '\\\n')),
    '\n\n',
  );
}

const PIECE = 200;

/** In pieces, since a value of `markdownText` is shortened; a character of two halves stays whole. */
function lineMarkdown(line: string): MarkdownText {
  const pieces = line.match(new RegExp(`.{1,${PIECE}}`, 'gu')) ?? [];
  return joinMarkdown(
    pieces.map((piece) => markdownText`${piece}`),
    '',
  );
}
