import { attribute, elementsOf, wordsOf } from './element.ts';
import type { HtmlElement } from './htmlTree.ts';

/** What a template says of itself, in the words of Dublin Core: `title`, `creator`, `license` … */
export interface MrrtMetadata {
  readonly name: string;
  readonly value: string;
}

/**
 * `<meta name="dcterms.…">`, also as `DC.…`; and `<dc:…>` elements, as drafts of the profile had it. A name may come more
 * than once.
 */
export function readMetadata(root: HtmlElement): MrrtMetadata[] {
  return [...elementsOf(root)].flatMap((element) => {
    const isMeta = element.name === 'meta';
    const written = isMeta ? attribute(element, 'name') || attribute(element, 'property') : element.name;
    const name = /^(?:dcterms|dc)[.:](\w+)$/i.exec(written)?.[1]?.toLowerCase();
    if (name === undefined) return [];
    const value = isMeta ? attribute(element, 'content').replace(/\s+/g, ' ') : wordsOf(element);
    return value === '' ? [] : [{ name, value }];
  });
}

/** `<title>`, else what the metadata say, else the first heading. Empty where there is none. */
export function titleOf(root: HtmlElement, metadata: readonly MrrtMetadata[]): string {
  const first = (test: (element: HtmlElement) => boolean): string => {
    for (const element of elementsOf(root)) {
      const text = test(element) ? wordsOf(element) : '';
      if (text !== '') return text;
    }
    return '';
  };
  return (
    first(({ name, parent }) => name === 'title' && parent?.name !== 'svg') ||
    (metadata.find(({ name }) => name === 'title')?.value ?? '') ||
    first(({ name }) => name === 'h1')
  );
}
