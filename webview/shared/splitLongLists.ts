import type MarkdownIt from 'markdown-it';

type Rule = Parameters<MarkdownIt['core']['ruler']['push']>[1];
type State = Parameters<Rule>[0];
type Token = State['tokens'][number];

/** Items that a list may have before it goes on in another one. */
export const LIST_PART = 200;

/**
 * A rule for markdown-it: a long list becomes several, each marked by the class `list-part`, a numbered one counting
 * on. The time that Chromium takes to lay out a list grows with the square of its items (40,000 of them: ten seconds);
 * of parts it lays out those that are seen.
 */
export function splitLongLists(state: State): void {
  const tokens: Token[] = [];
  const open: { readonly token: Token; items: number }[] = [];
  for (const token of state.tokens) {
    if (token.type === 'list_item_open') {
      const list = open.at(-1);
      if (list !== undefined && list.items > 0 && list.items % LIST_PART === 0) {
        list.token.attrSet('class', 'list-part');
        tokens.push(endOf(list.token, state), continuation(list.token, list.items, state));
      }
      if (list !== undefined) list.items += 1;
    }
    tokens.push(token);
    if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') open.push({ token, items: 0 });
    if (token.type === 'bullet_list_close' || token.type === 'ordered_list_close') open.pop();
  }
  state.tokens = tokens;
}

function endOf(list: Token, state: State): Token {
  const end = new state.Token(list.type.replace('open', 'close'), list.tag, -1);
  return Object.assign(end, { level: list.level, block: true, markup: list.markup });
}

function continuation(list: Token, items: number, state: State): Token {
  const next = Object.assign(new state.Token(list.type, list.tag, 1), {
    level: list.level,
    block: true,
    markup: list.markup,
  });
  next.attrSet('class', 'list-part');
  if (list.tag === 'ol') next.attrSet('start', String(Number(list.attrGet('start') ?? 1) + items));
  return next;
}
