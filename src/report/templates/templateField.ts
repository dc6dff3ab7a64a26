import type { TextRange } from '../reading/textRange.ts';

/**
 * A place in a report or a template that a person has yet to fill, written as `[label]`, `[a | b | c]` or
 * `[label: a | b* | c]`. The asterisk marks what a template begins with.
 */
export interface TemplateField {
  /** With its brackets. */
  readonly range: TextRange;
  /** Empty where it has choices only. */
  readonly label: string;
  /** Empty: any text. */
  readonly options: readonly string[];
  /** The option (or, without options, the text) marked by an asterisk. */
  readonly preset: string | undefined;
}
