import type * as vscode from 'vscode';
import { rankTemplates } from '../../../report/templates/rankTemplates.ts';
import type { ReportTemplate } from '../../../report/templates/reportTemplate.ts';
import type { StudyImage } from '../../../report/templates/templateVariables.ts';

/** Which template a report was begun with, for as long as it is open in this window. */
export class ReportOrigins {
  readonly #templates = new WeakMap<vscode.TextDocument, string>();

  set(document: vscode.TextDocument, templateId: string): void {
    this.#templates.set(document, templateId);
  }

  /** All templates, that of the report first, then those that fit its images. */
  ranked(
    document: vscode.TextDocument,
    templates: readonly ReportTemplate[],
    images: readonly StudyImage[],
  ): readonly ReportTemplate[] {
    const own = this.#templates.get(document);
    const ranked = rankTemplates(templates, images);
    return [...ranked.filter(({ id }) => id === own), ...ranked.filter(({ id }) => id !== own)];
  }

  isOf(document: vscode.TextDocument, template: ReportTemplate | undefined): boolean {
    return template !== undefined && this.#templates.get(document) === template.id;
  }
}
