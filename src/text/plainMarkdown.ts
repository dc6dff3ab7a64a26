import MarkdownIt from 'markdown-it';

/** As the chat shows it: links and images are what was written. */
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true }).disable([
  'image',
  'link',
  'autolink',
  'reference',
]);

type Token = ReturnType<typeof markdown.parse>[number];

/** Markdown as the text that a reader sees: without marks; points of a list with a dash or their number, cells apart by tabs. */
export function plainMarkdown(source: string): string {
  const lines: string[] = [];
  const lists: (number | undefined)[] = [];
  let mark = '';
  let cells: string[] | undefined;
  for (const token of markdown.parse(source, {})) {
    switch (token.type) {
      case 'bullet_list_open':
        lists.push(undefined);
        break;
      case 'ordered_list_open':
        lists.push(Number(token.attrGet('start') ?? 1));
        break;
      case 'bullet_list_close':
      case 'ordered_list_close':
        lists.pop();
        if (lists.length === 0) lines.push('');
        break;
      case 'list_item_open': {
        const number = lists.at(-1);
        mark = `${'  '.repeat(lists.length - 1)}${number === undefined ? '-' : `${String(number)}.`} `;
        if (number !== undefined) lists[lists.length - 1] = number + 1;
        break;
      }
      case 'tr_open':
        cells = [];
        break;
      case 'tr_close':
        lines.push((cells ?? []).join('\t'));
        cells = undefined;
        break;
      case 'table_close':
      case 'heading_close':
        lines.push('');
        break;
      case 'paragraph_close':
        if (lists.length === 0) lines.push('');
        break;
      case 'fence':
      case 'code_block':
        lines.push(token.content.trimEnd(), '');
        break;
      case 'inline': {
        const text = inlineText(token.children ?? []);
        if (cells === undefined) lines.push(mark + text);
        else cells.push(text);
        mark = '';
        break;
      }
    }
  }
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function inlineText(tokens: readonly Token[]): string {
  return tokens.map(({ type, content }) => (type === 'softbreak' || type === 'hardbreak' ? '\n' : content)).join('');
}
