/** A piece of Markdown as it is said: its words, without the marks of headings, lists, tables and emphasis. */
export function spokenText(markdown: string): string {
  return markdown
    .replace(/^\s*(?:`{3,}|~{3,}).*$/gmu, '')
    .replace(/^\s*\|?[\s:|-]*-{3,}[\s:|-]*$/gmu, '')
    .replace(/^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+)+/gmu, '')
    .replace(/\*\*|__|~~|`/gu, '')
    .replace(/(^|[\s(])[*_](?=\S)|(?<=\S)[*_](?=[\s).,;:!?]|$)/gmu, '$1')
    .replace(/\s*\|\s*/gu, ', ')
    .replace(/\s+/gu, ' ')
    .replace(/^[, ]+|[, ]+$/gu, '');
}
