import { foreignText } from './foreignText.ts';
import { assemble, type Foreign } from './template.ts';

declare const surface: unique symbol;

/**
 * A line of a picker, the status bar, a lens or a tree, where `$(name)` is an icon; only `labelText` makes one. Icons
 * may stand in the literals.
 */
export type LabelText = string & { readonly [surface]: 'label' };

const LONGEST = 200;

/**
 * A space breaks an icon of a foreign value. A backslash, VS Code's own escape, would not do in Theia, and would be seen
 * where icons are not drawn.
 */
export function labelText(literals: TemplateStringsArray, ...values: readonly Foreign[]): LabelText {
  return assemble(literals, values, (value) =>
    foreignText(value, { longest: LONGEST })
      .replaceAll('$(', '$ (')
      // Before a literal that begins with a bracket.
      .replace(/\$$/, '$ '),
  ) as LabelText;
}
