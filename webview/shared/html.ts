import { type TemplateResult, html as litHtml } from 'lit-html';
import { foreignText } from '../../src/text/foreignText.ts';

/** A value for a property of the page (`.value=`) and an address of a picture: these are not read by a person. */
const NOT_READ = /(?:\s\.[\w-]+|\ssrc|\shref)=["']?$/;

/** Which values of a template are read; its strings are the same object each time. */
const readAt = new WeakMap<TemplateStringsArray, readonly boolean[]>();

/**
 * lit's `html`, which lets no text become an element, and in which unseen characters of a text are written out: names,
 * tags and messages come from files. Lines stay lines.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1> {
  let read = readAt.get(strings);
  if (read === undefined) {
    read = strings.map((before) => !NOT_READ.test(before));
    readAt.set(strings, read);
  }
  return litHtml(strings, ...values.map((value, i) => (typeof value === 'string' && read[i] ? seen(value) : value)));
}

/** The whole text as it may be shown. */
export function seen(text: string): string {
  return foreignText(text, { longest: Number.POSITIVE_INFINITY, lines: true });
}
