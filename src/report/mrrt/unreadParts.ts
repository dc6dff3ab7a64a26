import { t } from '@vscode/l10n';
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
    if (handlers.length > 0) what.push(t`what runs at ${handlers.join(', ')} was left out`);
    return what.map((clause) => ({ line, what: clause }));
  });
}

function* kept(element: HtmlElement): Generator<string> {
  switch (element.name) {
    case 'script':
      if (!/xml/i.test(attribute(element, 'type')))
        yield t`a script was left out; what it computes is yours to fill in`;
      return;
    case 'img':
    case 'picture':
    case 'svg':
    case 'canvas':
    case 'video':
    case 'audio':
    case 'math':
      yield picture(element.name, shortened(attribute(element, 'alt')));
      return;
    case 'a':
    case 'area':
      if (hasAttribute(element, 'href')) {
        const words = shortened(textOf(element));
        yield words === ''
          ? t`a link was left out, its words stay`
          : t`a link was left out, its words stay ("${words}")`;
      }
      return;
    case 'embed':
    case 'object':
    case 'iframe':
    case 'frame':
    case 'applet': {
      const file = shortened(attribute(element, 'src') || attribute(element, 'data'));
      yield file === ''
        ? t`what is embedded from another file was left out; import that file as well`
        : t`what is embedded from another file ("${file}") was left out; import that file as well`;
      return;
    }
    case 'button': {
      const words = shortened(textOf({ ...element, name: 'span' }));
      yield words === '' ? t`a button was left out` : t`a button ("${words}") was left out`;
      return;
    }
    case 'input': {
      const type = attribute(element, 'type').toLowerCase();
      if (!/^(?:hidden|submit|reset|button|image|file|password|color)$/.test(type)) return;
      const name = shortened(attribute(element, 'name'));
      yield name === ''
        ? t`an input of type ${type} was left out`
        : t`an input of type ${type} ("${name}") was left out`;
      return;
    }
    default:
      if (hasAttribute(element, 'hidden') && element.name !== 'option') yield t`a hidden part was left out`;
  }
}

/** By the element's name, and what stands in its place; empty where nothing does. */
function picture(name: string, words: string): string {
  switch (name) {
    case 'svg':
    case 'canvas':
      return words === '' ? t`a drawing was left out` : t`a drawing ("${words}") was left out`;
    case 'video':
      return words === '' ? t`a video was left out` : t`a video ("${words}") was left out`;
    case 'audio':
      return words === '' ? t`a sound was left out` : t`a sound ("${words}") was left out`;
    case 'math':
      return words === '' ? t`a formula was left out` : t`a formula ("${words}") was left out`;
    default:
      return words === '' ? t`a picture was left out` : t`a picture ("${words}") was left out`;
  }
}

function shortened(words: string): string {
  const text = words.replace(/\s+/g, ' ').trim();
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
