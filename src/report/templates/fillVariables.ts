import { foreignValue } from './foreignValue.ts';
import type { TemplateVariables } from './reportTemplate.ts';

/**
 * The field of a variable that is not known. None of them, alone on its line, reads as a section's heading, and that of
 * the comparison names no study to whoever checks the report.
 */
const fields: Readonly<Record<keyof TemplateVariables, string>> = {
  modality: '[kind of study]',
  bodyPart: '[part of the body]',
  side: '[side: left | right]',
  view: '[projection]',
  studyDate: '[date of this study]',
  technique: '[how it was acquired]',
  comparison: '[none, or the earlier studies]',
};

/** The field that stands where a variable is not known. */
export function variableField(name: keyof TemplateVariables): string {
  return fields[name];
}

/** Names of the variables of a template. */
export const variableNames = Object.keys(fields) as readonly (keyof TemplateVariables)[];

/** `${name}`; an escaped one is text. */
const variable = /(?<!\\)\$\{([A-Za-z][A-Za-z0-9]*)\}/g;

/**
 * A text with its variables filled in. What is undefined becomes a field, an unknown name stays as it is. Values are
 * foreign text: none becomes Markdown, a field, a heading or a variable.
 */
export function fillVariables(text: string, variables: TemplateVariables): string {
  return text.replace(variable, (written, name: string, offset: number) => {
    if (!isKnown(name)) return written;
    const value = variables[name]?.trim() ?? '';
    return value === '' ? fields[name] : foreignValue(value, beginsItsLine(text, offset));
  });
}

/** Names of variables that there are not, each once. */
export function unknownVariables(text: string): string[] {
  return [...new Set([...text.matchAll(variable)].flatMap(({ 1: name = '' }) => (isKnown(name) ? [] : [name])))];
}

function isKnown(name: string): name is keyof TemplateVariables {
  return Object.hasOwn(fields, name);
}

/** Nothing but marks of Markdown's blocks stand before it. */
function beginsItsLine(text: string, offset: number): boolean {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^(?:[\s>*+-]|\d{1,9}[.)])*$/.test(text.slice(start, offset));
}
