import { touches, type TextRange } from '../reading/textRange.ts';
import { fieldsOf } from '../templates/fields.ts';

/** Tells what stands in an unfilled field of a template: nobody has said `[no effusion | effusion]` yet. */
export function unfilledFields(text: string): (range: TextRange) => boolean {
  if (!text.includes('[')) return () => false;
  let fields: readonly TextRange[] | undefined;
  return ({ start }) => {
    fields ??= fieldsOf(text).map(({ range }) => range);
    let [low, high] = [0, fields.length - 1];
    while (low <= high) {
      const index = (low + high) >> 1;
      const field = fields[index];
      if (field === undefined) return false;
      if (touches(field, start)) return true;
      if (start < field.start) high = index - 1;
      else low = index + 1;
    }
    return false;
  };
}
