import * as vscode from 'vscode';
import { rankTemplates } from '../../../report/templates/rankTemplates.ts';
import type { Macro, ReportTemplate, TemplateSource } from '../../../report/templates/reportTemplate.ts';
import type { StudyImage } from '../../../report/templates/templateVariables.ts';
import { labelText, type LabelText } from '../../../text/labelText.ts';
import { pickOne, type PickItem } from '../../messages/picks.ts';
import { normalMacroOf, type TemplateContents } from './templateLibrary.ts';

/** What a new report begins with; `normal` fills it as normal. */
export interface TemplateChoice {
  readonly template: ReportTemplate;
  readonly normal: Macro | undefined;
}

interface TemplateItem extends PickItem {
  readonly choice: TemplateChoice | undefined;
}

/** Those that fit the images come first. Undefined when the user leaves. */
export async function pickTemplate(
  { templates, macros }: TemplateContents,
  images: readonly StudyImage[],
): Promise<TemplateChoice | undefined> {
  const ranked = rankTemplates(templates, images);
  const normal = ranked.flatMap((template): TemplateItem[] => {
    const macro = normalMacroOf(template, macros);
    return macro
      ? [{ ...itemOf(template), label: labelText`${template.title}, normal`, choice: { template, normal: macro } }]
      : [];
  });
  const picked = await pickOne<TemplateItem>(
    [
      ...ranked.map((template) => ({ ...itemOf(template), choice: { template, normal: undefined } })),
      ...(normal.length === 0 ? [] : [separator(labelText`as normal report`)]),
      ...normal,
    ],
    {
      title: labelText`New report`,
      placeHolder: labelText`From which template?`,
      matchOnDescription: true,
    },
  );
  return picked?.choice;
}

/** Where a template or a macro comes from, in words. */
export function sourceInWords(source: TemplateSource): LabelText {
  switch (source) {
    case 'builtIn':
      return labelText`built in`;
    case 'user':
      return labelText`your own`;
    case 'workspace':
      return labelText`of the workspace`;
  }
}

function itemOf({ title, source }: ReportTemplate): PickItem {
  return {
    label: labelText`${title}`,
    description: sourceInWords(source),
    iconPath: new vscode.ThemeIcon('file-text'),
  };
}

function separator(label: LabelText): TemplateItem {
  return { label, kind: vscode.QuickPickItemKind.Separator, choice: undefined };
}
