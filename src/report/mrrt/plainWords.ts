import { foreignText } from '../../text/foreignText.ts';

/**
 * Words of a template as they may stand in the Markdown that is made of it: one line, and nothing in them is a field, a
 * variable, a link, code, a comment or HTML. Brackets become round, a bar a slash, an asterisk `×` between numbers and
 * else a wide one; everything unseen is written out (see `foreignText`).
 */
export function plainWords(text: string): string {
  return foreignText(oneLine(text), { longest: Number.POSITIVE_INFINITY })
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replaceAll('`', "'")
    .replaceAll('\\', '/')
    .replace(/(?<=\d ?)\*(?= ?\d)/g, '×')
    .replaceAll('*', '＊')
    .replace(/\$(?=\{)/g, '$ ')
    .replace(/<(?=[a-z/!?])/gi, '< ');
}

/** The same for a label or a choice of a field, where a bar would part it. */
export function fieldWords(text: string): string {
  return plainWords(text).replaceAll('|', '/').trim();
}

/** The same for a HTML comment, which it cannot end; cut where it is long. */
export function commentWords(text: string): string {
  const words = plainWords(text).replaceAll('|', '/').replaceAll('"', "'").replaceAll('<', '‹').replaceAll('>', '›');
  const short = foreignText(words.trim(), { longest: longestComment });
  return short.replace(/-{2,}/g, (dashes) => '–'.repeat(dashes.length));
}

/** A comment of its parts, which `commentWords` has made or which are ours; empty for none. */
export function comment(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `<!-- ${parts.join('; ')} -->`;
}

const longestComment = 200;

/** What is drawn as nothing and only tells a browser where to break, or is a mark of the file's start, goes. */
function oneLine(text: string): string {
  return text.replace(/[\u00AD\u200B\u2060\uFEFF]/g, '').replace(/[\s\u0085]+/g, ' ');
}
