import type { TemplateField } from './templateField.ts';

/**
 * What the words between two brackets make: undefined for those that are no field, such as `1, 2`, `^1`, `sic` or
 * `**Name**`.
 */
export function readField(inside: string): Omit<TemplateField, 'range'> | undefined {
  const words = inside.trim();
  if (words === '') return inside === '' ? undefined : { label: '', options: [], preset: undefined };
  if (isOther(words)) return undefined;
  const parts = splitOptions(words);
  const { label, rest } = labelled(parts[0] ?? '');
  if (parts.length > 1) return withOptions(label, [rest, ...parts.slice(1)]);
  const preset = starred(label === '' ? words : rest);
  if (preset === undefined) return { label: unescaped(words), options: [], preset };
  return { label: unescaped(label), options: [], preset: unescaped(preset) };
}

function withOptions(label: string, parts: readonly string[]): Omit<TemplateField, 'range'> | undefined {
  const written = parts.map((part) => part.trim()).filter((part) => part !== '');
  const marked = written.map(starred).find((preset) => preset !== undefined && preset !== '');
  const options = written.map((part) => unescaped(starred(part) ?? part)).filter((part) => part !== '');
  if (options.length === 0) return undefined;
  return { label: unescaped(label), options, preset: marked === undefined ? undefined : unescaped(marked) };
}

/** Brackets that reports and Markdown use for something else. */
function isOther(words: string): boolean {
  return (
    /^[\^@!]/.test(words) ||
    /^[\d\s.,;:–—-]*\d[\d\s.,;:–—-]*$/.test(words) ||
    /^(?:x|sic!?)$/i.test(words) ||
    (words.length > 4 && words.startsWith('**') && words.endsWith('**'))
  );
}

/** At each `|` that has no backslash before it. */
function splitOptions(words: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < words.length; at += 1) {
    if (words.charAt(at) === '\\') at += 1;
    else if (words.charAt(at) === '|') {
      parts.push(words.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, words.slice(start)];
}

/** `label: rest`; a colon without a space behind it, as in `1:2`, is text. */
function labelled(part: string): { readonly label: string; readonly rest: string } {
  const colon = part.search(/:(?:\s|$)/);
  return colon < 0 ? { label: '', rest: part } : { label: part.slice(0, colon).trim(), rest: part.slice(colon + 1) };
}

/** Without the asterisk at its end; undefined where there is none, or only those of `*emphasis*`. */
function starred(written: string): string | undefined {
  const text = written.trim();
  if (!text.endsWith('*') || text.endsWith('\\*')) return undefined;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text.charAt(at) === '\\') at += 1;
    else if (text.charAt(at) === '*') count += 1;
  }
  return count % 2 === 1 ? text.slice(0, -1).trim() : undefined;
}

function unescaped(text: string): string {
  return text.replace(/\\\|/g, '|').trim();
}
