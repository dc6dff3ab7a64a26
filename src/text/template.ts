/** What may stand in a template of this room: a text from outside, or a number. */
export type Foreign = string | number;

/** Joins a tagged template's literals, which are ours, and its values, which are foreign, each as `escape` makes it. */
export function assemble(
  literals: readonly string[],
  values: readonly Foreign[],
  escape: (value: string) => string,
): string {
  return literals.map((literal, i) => (i === 0 ? '' : escape(String(values[i - 1]))) + literal).join('');
}
