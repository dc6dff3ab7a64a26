import assert from 'node:assert/strict';
import { html } from '../../../webview/shared/html.ts';
import { hostileStrings } from '../text/hostileStrings.ts';

const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

describe("the views' html", () => {
  for (const [what, text] of Object.entries(hostileStrings)) {
    it(`writes out what is not seen: ${what}`, () => {
      const { values } = html`<p title=${text} aria-label="Show ${text} larger">${text}</p>`;
      assert.equal(values.length, 3);
      for (const value of values) assert.doesNotMatch(String(value).replaceAll('\n', ''), unseen);
    });

    it(`leaves what a person types and a picture's address as they are: ${what}`, () => {
      const { values } = html`<input .value=${text} /><img src=${text} alt="" />`;
      assert.deepEqual(values, [text, text]);
    });
  }

  it('lets everything else through', () => {
    const nested = html`<b>${1}</b>`;
    const onClick = (): void => undefined;
    const { values } = html`<p @click=${onClick} ?hidden=${true}>${nested}${2}${undefined}</p>`;
    assert.deepEqual(values, [onClick, true, nested, 2, undefined]);
  });

  it('gives lit the same strings each time, so that it updates the page instead of making it anew', () => {
    const make = (name: string): unknown => html`<p>${name}</p>`.strings;
    assert.equal(make('a'), make('b'));
  });
});
