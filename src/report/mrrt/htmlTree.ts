import { t } from '@vscode/l10n';
import { Tokenizer, TokenizerMode, type Token } from 'parse5';
import { TemplateError } from '../templates/templateError.ts';
import { endScope, isVoid, rawText, startsEnding, type Ending } from './htmlNesting.ts';

export interface HtmlText {
  readonly text: string;
}

export interface HtmlElement {
  /** In small letters, without a prefix of XHTML. */
  readonly name: string;
  /** Names in small letters. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Of its start tag, counted from 1. */
  readonly line: number;
  readonly parent: HtmlElement | undefined;
  /** Its place among its parent's children. */
  readonly at: number;
  readonly children: readonly HtmlNode[];
}

export type HtmlNode = HtmlElement | HtmlText;

interface OpenElement extends HtmlElement {
  readonly children: (OpenElement | { text: string })[];
}

/** In `xhtml` CDATA sections count; in `xml`, also, no element is empty or ends by itself. */
export type Markup = 'html' | 'xhtml' | 'xml';

/** Deeper elements are not opened: what is in them stands beside them. */
const deepest = 200;

/**
 * The elements of a HTML text, below one without a name. parse5's tokenizer reads it as a browser does; the tree is not
 * the one of the HTML standard, section 13.2.6: that repeats formatting elements and moves what stands wrongly in tables,
 * in time and memory that grow with the square of a text made for it. This one takes each token once. It ends `<p>`,
 * `<li>`, `<td>`, `<option>` and the like where the standard does, takes `<x/>` as XML does, and leaves comments out.
 * `firstLine` is the line that the text starts on. Throws a `TemplateError` where there are far more elements or
 * attributes than a template has.
 */
export function htmlTree(text: string, markup: Markup, firstLine = 1): HtmlElement {
  const root: OpenElement = {
    name: '',
    attributes: new Map(),
    line: firstLine,
    parent: undefined,
    at: 0,
    children: [],
  };
  const open: OpenElement[] = [root];
  /** How many too deep ones of a name are waiting for their end. */
  const unopened = new Map<string, number>();

  const top = (): OpenElement => open.at(-1) ?? root;
  const close = ({ names, within }: Ending): void => {
    for (let at = open.length - 1; at > 0; at -= 1) {
      const name = open[at]?.name ?? '';
      if (names.has(name)) {
        open.length = at;
        return;
      }
      if (within.has(name)) return;
    }
  };
  const addText = (chars: string): void => {
    const { children } = top();
    const last = children.at(-1);
    if (last && 'text' in last) last.text += chars;
    else children.push({ text: chars });
  };
  let count = 0;
  const start = (token: Token.TagToken): void => {
    count += 1;
    if (count > mostElements)
      throw new TemplateError(
        t`It has more than ${String(mostElements)} elements, as no report template has. Choose another file.`,
      );
    const name = localName(token.tagName);
    if (markup !== 'xml') for (const ending of startsEnding(name)) close(ending);
    const parent = top();
    const element: OpenElement = {
      name,
      attributes: new Map(token.attrs.map((one) => [one.name, one.value])),
      line: firstLine - 1 + (token.location?.startLine ?? 1),
      parent,
      at: parent.children.length,
      children: [],
    };
    parent.children.push(element);
    if (token.selfClosing || (markup !== 'xml' && isVoid(name))) return;
    const raw = markup === 'xml' ? undefined : rawText(name);
    if (raw) tokenizer.state = TokenizerMode[raw];
    if (raw === undefined && open.length > deepest) unopened.set(name, (unopened.get(name) ?? 0) + 1);
    else open.push(element);
  };
  const end = (token: Token.TagToken): void => {
    const name = localName(token.tagName);
    const waiting = unopened.get(name) ?? 0;
    if (waiting > 0) unopened.set(name, waiting - 1);
    else close({ names: new Set([name]), within: endScope(name) });
  };
  const tokenizer = new WatchedTokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: start,
      onEndTag: end,
      onCharacter: ({ chars }) => {
        addText(chars);
      },
      onWhitespaceCharacter: ({ chars }) => {
        addText(chars);
      },
      onNullCharacter: () => undefined,
      onComment: () => undefined,
      onDoctype: () => undefined,
      onEof: () => undefined,
    },
  );
  tokenizer.inForeignNode = markup !== 'html';
  for (let from = 0; from < text.length; from += chunk) {
    tokenizer.write(text.slice(from, from + chunk), from + chunk >= text.length);
    if (tokenizer.attributes > mostAttributes)
      throw new TemplateError(
        t`An element of it has more than ${String(mostAttributes)} attributes, as no report template has. Choose another file.`,
      );
  }
  return root;
}

/** Each attribute of an element is compared with all before it: so many of one element would take minutes. */
class WatchedTokenizer extends Tokenizer {
  get attributes(): number {
    const token = this.currentToken;
    return token && 'attrs' in token ? token.attrs.length : 0;
  }
}

const chunk = 65_536;
const mostAttributes = 1000;
const mostElements = 50_000;

function localName(tag: string): string {
  return tag.replace(/^(?:xhtml|html|h):/, '');
}
