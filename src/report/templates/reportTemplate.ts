/** Where a template or a macro comes from. */
export type TemplateSource = 'builtIn' | 'user' | 'workspace';

/** A report to begin with. `body` is Markdown with fields (`TemplateField`) and variables such as `${modality}`. */
export interface ReportTemplate {
  /** Of a built-in one a stable name such as `chest-radiograph`; else that of its file without `.md`. */
  readonly id: string;
  /** e.g. `Chest radiograph`. */
  readonly title: string;
  readonly source: TemplateSource;
  /** DICOM Modality (0008,0060) and Body Part Examined (0018,0015) that it is for; empty: any. */
  readonly modalities: readonly string[];
  readonly bodyParts: readonly string[];
  readonly body: string;
  /** The name of the macro that fills it as normal. */
  readonly normalMacro: string | undefined;
}

/** "AutoText": text with fields and variables that is put in by its name. */
export interface Macro {
  readonly name: string;
  readonly source: TemplateSource;
  /** The id of the template that it belongs to; undefined: any report. */
  readonly template: string | undefined;
  /**
   * With headings of sections (`## Findings`) each part goes into its section; without, all of it goes where the cursor
   * is.
   */
  readonly text: string;
}

/**
 * What variables stand for. Those of tags hold words, not codes: `chest` for CHEST. What is undefined becomes a field
 * with the variable's name, so that a person fills it.
 */
export interface TemplateVariables {
  readonly modality?: string | undefined;
  readonly bodyPart?: string | undefined;
  readonly side?: string | undefined;
  readonly view?: string | undefined;
  /** ISO 8601. */
  readonly studyDate?: string | undefined;
  /** A Technique from the tags, one sentence a kind of image. */
  readonly technique?: string | undefined;
  /** Earlier images in words: `Chest radiograph of 2026-08-27 (3 months earlier).` */
  readonly comparison?: string | undefined;
}
