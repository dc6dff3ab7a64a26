import type { TemplateResult } from 'lit-html';
import { html } from '../shared/html.ts';
import { Directive, directive } from 'lit-html/directive.js';
import { guard } from 'lit-html/directives/guard.js';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';
import { renderMarkdown } from '../shared/markdown.ts';
import { GrowingText } from './growingText.ts';

/** Remembers, for its place in the page, what of a growing answer stands already. */
class AnswerMarkdown extends Directive {
  readonly #growing = new GrowingText();

  render(text: string, running: boolean): TemplateResult {
    const { settled, tail } = running ? this.#growing.show(text) : { settled: [], tail: text };
    return html`${settled.map((block) => markdown(block))}${markdown(tail)}`;
  }
}

function markdown(text: string): unknown {
  return guard([text], () => unsafeHTML(renderMarkdown(text)));
}

/** A model's Markdown, safe to show; while it is `running`, only its last block is rendered anew. */
export const answerMarkdown = directive(AnswerMarkdown);
