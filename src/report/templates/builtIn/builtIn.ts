import type { Macro, ReportTemplate } from '../reportTemplate.ts';

/** A template that comes with the product, and its normal report. */
export interface BuiltIn {
  readonly template: ReportTemplate;
  readonly macro: Macro;
}

export interface BuiltInText {
  readonly id: string;
  /** In the language of the texts; the body is English. */
  readonly title: () => string;
  readonly modalities: readonly string[];
  readonly bodyParts: readonly string[];
  /** Markdown, with fields and variables. */
  readonly body: string;
  /** Findings and Impression of a normal report. */
  readonly normal: string;
}

/** The macro of a normal report is called `normal-` and the template's id. */
export function builtIn({ id, title, modalities, bodyParts, body, normal }: BuiltInText): BuiltIn {
  const name = `normal-${id}`;
  return {
    template: {
      id,
      // Asked for when the language is known.
      get title() {
        return title();
      },
      source: 'builtIn',
      modalities,
      bodyParts,
      body: `${body.trim()}\n`,
      normalMacro: name,
    },
    macro: { name, source: 'builtIn', template: id, text: `${normal.trim()}\n` },
  };
}
