import { setImages } from '../frontMatter.ts';
import { applyChange, withLineBreaks, type LineBreak } from '../reading/textRange.ts';
import { fieldsOf } from './fields.ts';
import { fillVariables } from './fillVariables.ts';
import { foreignValue } from './foreignValue.ts';
import type { ReportTemplate, TemplateVariables } from './reportTemplate.ts';

export interface ReportFromOptions {
  /** Fields with a preset become that text; else they stay as written, for a snippet. */
  readonly plain?: boolean;
}

/**
 * The Markdown of a new report: `images` (paths) in its front matter, then the template with its variables filled in,
 * below its title where it has no heading of its own at its start.
 */
export function reportFrom(
  template: ReportTemplate,
  variables: TemplateVariables,
  images: readonly string[],
  eol: LineBreak,
  { plain = false }: ReportFromOptions = {},
): string {
  const frontMatter = applyChange('', setImages('', images, '\n'));
  const hasTitle = /^#\s/.test(template.body);
  const title = hasTitle ? '' : `# ${foreignValue(template.title, true)}\n\n`;
  const body = fillVariables(withoutComments(withLineBreaks(template.body, '\n')), variables);
  return withLineBreaks(frontMatter + title + (plain ? withPresets(body) : body), eol);
}

/** What a template says to who edits it, such as codes and bounds, is no part of a report. */
function withoutComments(body: string): string {
  return body.replace(/[ \t]*<!--[^]*?-->/g, '').replace(/\n{3,}/g, '\n\n');
}

/** A text whose fields with a preset gave way to it. */
export function withPresets(text: string): string {
  let filled = '';
  let from = 0;
  for (const { range, preset } of fieldsOf(text)) {
    if (preset === undefined) continue;
    filled += text.slice(from, range.start) + preset;
    from = range.end;
  }
  return filled + text.slice(from);
}
