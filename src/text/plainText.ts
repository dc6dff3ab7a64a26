import { foreignText } from './foreignText.ts';
import { assemble, type Foreign } from './template.ts';

declare const surface: unique symbol;

/** For places that interpret nothing, such as a problem's message or a tooltip of text; only `plainText` makes one. */
export type PlainText = string & { readonly [surface]: 'plain' };

export function plainText(literals: TemplateStringsArray, ...values: readonly Foreign[]): PlainText {
  return assemble(literals, values, (value) => foreignText(value)) as PlainText;
}
