import { readMarkedName } from '../reading/sections/markedName.ts';
import { fieldWords } from './plainWords.ts';

export interface FieldParts {
  readonly label: string;
  /** Empty: any text. */
  readonly options: readonly string[];
  /** What it begins with; of a list of which several may be chosen, all that are. */
  readonly presets: readonly string[];
}

/** A field as `fieldsOf` reads it: always one, with a label, whatever its words are. */
export function fieldText({ label, options, presets }: FieldParts): string {
  const name = fieldLabel(label);
  const preset = presets
    .map(fieldWords)
    .filter((words) => words !== '')
    .join(', ');
  const choices = [...new Set(options.map(fieldWords))].filter((words) => words !== '');
  if (choices.length === 0) return preset === '' ? `[${name}]` : `[${name}: ${preset}*]`;
  const all = preset === '' || choices.includes(preset) ? choices : [preset, ...choices];
  const written = all.map((words) => (words === preset ? `${words}*` : words));
  // One choice alone would be read as a part of the label.
  return `[${name}: ${written.join(' | ')}${written.length === 1 ? ' |' : ''}]`;
}

/**
 * The field as it may begin a line: `[Impression]` there would be read as a heading, so a label that names a section
 * gives way to one that does not.
 */
export function fieldAtStart(field: string): string {
  if (!readMarkedName(field)) return field;
  return field.replace(/^\[[^\]:|]*/, field.includes('|') ? '[choice' : '[free text');
}

/** Without the signs that would make it something else: a colon parts it, and `[1]`, `[x]`, `[^1]` are no fields. */
function fieldLabel(label: string): string {
  const words = fieldWords(label)
    .replace(/[\s:：＊]+$/, '')
    .replace(/^[\s^@!:：＊-]+/, '')
    .replace(/\s*[:：](?=\s)/g, ' –');
  return /\p{L}{2}/u.test(words) && !/^sic$/i.test(words) ? words : `field ${words}`.trim();
}
