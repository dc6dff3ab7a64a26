import type { TemplateResult } from 'lit-html';

/**
 * A text with elements in the places of its values: `t('Press {0}')`, which nothing has filled, around `parts`. Other
 * languages order them differently.
 */
export function textAround(text: string, ...parts: readonly TemplateResult[]): readonly unknown[] {
  return text.split(/\{(\d+)\}/u).map((piece, index) => (index % 2 === 0 ? piece : parts[Number(piece)]));
}
