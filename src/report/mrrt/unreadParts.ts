import { attribute, elementsOf, hasAttribute, textOf } from './element.ts';
import type { HtmlElement } from './htmlTree.ts';

export interface UnreadPart {
  readonly line: number;
  /** A clause. */
  readonly what: string;
}

/** Elements that say nothing of a report, and all that is in them. */
export function isSkipped(element: HtmlElement): boolean {
  return skipped.has(element.name) || hasAttribute(element, 'hidden');
}

const skipped = new Set(
  'head script style title meta link base template noscript template_attributes coded_content datalist option optgroup button img picture source svg math canvas audio video object embed iframe frame frameset applet map area xmp noembed noframes'.split(
    ' ',
  ),
);

/** What of a template is not taken over: each once, where it stands. */
export function unreadParts(root: HtmlElement): UnreadPart[] {
  return [...elementsOf(root)].flatMap((element) => {
    const { line } = element;
    const what = [...kept(element)];
    const handlers = [...element.attributes.keys()].filter((name) => /^on[a-z]+$/.test(name));
    if (handlers.length > 0) what.push(`what runs at ${handlers.join(', ')} was left out`);
    return what.map((clause) => ({ line, what: clause }));
  });
}

function* kept(element: HtmlElement): Generator<string> {
  switch (element.name) {
    case 'script':
      if (!/xml/i.test(attribute(element, 'type'))) yield 'a script was left out; what it computes is yours to fill in';
      return;
    case 'img':
    case 'picture':
    case 'svg':
    case 'canvas':
    case 'video':
    case 'audio':
    case 'math':
      yield `a ${kinds[element.name] ?? 'picture'}${named(attribute(element, 'alt'))} was left out`;
      return;
    case 'a':
    case 'area':
      if (hasAttribute(element, 'href')) yield `a link was left out, its words stay${named(textOf(element))}`;
      return;
    case 'embed':
    case 'object':
    case 'iframe':
    case 'frame':
    case 'applet':
      yield `what is embedded from another file${named(attribute(element, 'src') || attribute(element, 'data'))} was left out; import that file as well`;
      return;
    case 'button':
      yield `a button${named(textOf({ ...element, name: 'span' }))} was left out`;
      return;
    case 'input':
      if (/^(?:hidden|submit|reset|button|image|file|password|color)$/i.test(attribute(element, 'type')))
        yield `an input of type ${attribute(element, 'type').toLowerCase()}${named(attribute(element, 'name'))} was left out`;
      return;
    default:
      if (hasAttribute(element, 'hidden') && element.name !== 'option') yield 'a hidden part was left out';
  }
}

const kinds: Readonly<Record<string, string>> = {
  svg: 'drawing',
  canvas: 'drawing',
  video: 'video',
  audio: 'sound',
  math: 'formula',
};

function named(words: string): string {
  const text = words.replace(/\s+/g, ' ').trim();
  return text === '' ? '' : ` ("${text.length > 80 ? `${text.slice(0, 79)}…` : text}")`;
}
