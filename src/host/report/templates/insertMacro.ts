import * as vscode from 'vscode';
import { fillVariables } from '../../../report/templates/fillVariables.ts';
import { withPresets } from '../../../report/templates/reportFrom.ts';
import type { Macro, ReportTemplate, TemplateVariables } from '../../../report/templates/reportTemplate.ts';
import type { StudyImage } from '../../../report/templates/templateVariables.ts';
import { labelText } from '../../../text/labelText.ts';
import { messageText } from '../../../text/messageText.ts';
import { showInformation } from '../../messages/notifications.ts';
import { pickOne, type PickItem } from '../../messages/picks.ts';
import { applyMacro } from './applyMacro.ts';
import { asUntouched } from './fillSections.ts';
import { currentImages, tagsOfReport, variablesOf } from './imageTags.ts';
import { macroParts } from './macroParts.ts';
import type { TemplateRoom } from './newReport.ts';
import { normalMacroOf } from './templateLibrary.ts';
import { sourceInWords } from './templatePicker.ts';

interface MacroItem extends PickItem {
  readonly macro: Macro;
}

interface NormalItem extends MacroItem {
  readonly template: ReportTemplate;
}

/**
 * The command "Insert Macro": asks which, those of the report's template first; a name that it was given is not asked
 * for. Rejects with a `ReportError`.
 */
export async function insertMacro(editor: vscode.TextEditor, wanted: unknown, room: TemplateRoom): Promise<void> {
  const { document } = editor;
  const [contents, images] = await Promise.all([room.contents.read(), tagsOfReport(document, room.services)]);
  room.broken.tell(contents.broken);
  const templates = room.origins.ranked(document, contents.templates, currentImages(images));
  const macros = rankMacros(contents.macros, templates[0]);
  if (macros.length === 0) {
    void showInformation(
      messageText`There is no macro yet. Select words of a report, then run New Macro from Selection.`,
    );
    return;
  }
  const macro = macros.find((one) => isWanted(one, wanted)) ?? (await pickMacro(macros));
  if (!macro) return;
  const isNormal = contents.templates.some(({ normalMacro }) => normalMacro === macro.name);
  const mode = { untouched: isNormal ? 'replace' : 'below', written: 'below' } as const;
  const variables = variablesOf(images);
  await applyMacro(editor, macro, variables, mode, untouchedTexts(contents.templates, variables));
}

/**
 * The command "Insert Normal Report": fills the sections in which nobody has written yet. Which normal report is asked
 * where neither the report's template nor its images say so. Rejects with a `ReportError`.
 */
export async function insertNormalReport(editor: vscode.TextEditor, room: TemplateRoom): Promise<void> {
  const { document } = editor;
  const [contents, images] = await Promise.all([room.contents.read(), tagsOfReport(document, room.services)]);
  room.broken.tell(contents.broken);
  const current = currentImages(images);
  const items = room.origins.ranked(document, contents.templates, current).flatMap((template): NormalItem[] => {
    const macro = normalMacroOf(template, contents.macros);
    return macro ? [{ ...itemOf(macro), label: labelText`${template.title}`, macro, template }] : [];
  });
  if (items.length === 0) {
    void showInformation(
      messageText`No template has a normal report. Name a macro under "normal:" in the front matter of one of your templates.`,
    );
    return;
  }
  const fitting = items.filter(({ template }) => fits(template, current));
  const known = room.origins.isOf(document, items[0]?.template)
    ? items[0]
    : fitting.length === 1
      ? fitting[0]
      : undefined;
  const picked =
    known ?? (await pickOne(items, { title: labelText`Normal report`, placeHolder: labelText`Of which kind?` }));
  if (!picked) return;
  const variables = variablesOf(images);
  const untouched = untouchedTexts(contents.templates, variables);
  const mode = { untouched: 'replace', written: 'leave' } as const;
  if (!(await applyMacro(editor, picked.macro, variables, mode, untouched)))
    void showInformation(messageText`Every section of the normal report has text here, so nothing was put in.`);
}

/** A macro of the template comes first, then those of any report, then those of other templates. */
export function rankMacros(macros: readonly Macro[], template: ReportTemplate | undefined): readonly Macro[] {
  const rank = (macro: Macro): number => (macro.template === undefined ? 1 : macro.template === template?.id ? 0 : 2);
  return macros.toSorted((a, b) => rank(a) - rank(b));
}

/** What sections hold in which nobody has written since the report was begun from one of the templates. */
function untouchedTexts(templates: readonly ReportTemplate[], variables: TemplateVariables): ReadonlySet<string> {
  return new Set(
    templates
      .map(({ body }) => fillVariables(body, variables))
      .flatMap((body) => [body, withPresets(body)])
      .flatMap(macroParts)
      .map(({ text }) => asUntouched(text)),
  );
}

/** The argument of the command: a name, or name and source where a completion knows both. */
function isWanted({ name, source }: Macro, wanted: unknown): boolean {
  if (typeof wanted === 'string') return name === wanted;
  return (
    typeof wanted === 'object' &&
    wanted !== null &&
    'name' in wanted &&
    'source' in wanted &&
    wanted.name === name &&
    wanted.source === source
  );
}

async function pickMacro(macros: readonly Macro[]): Promise<Macro | undefined> {
  const picked = await pickOne(macros.map(itemOf), {
    title: labelText`Insert macro`,
    placeHolder: labelText`Which text?`,
    matchOnDetail: true,
  });
  return picked?.macro;
}

function itemOf(macro: Macro): MacroItem {
  return {
    label: labelText`${macro.name}`,
    description: sourceInWords(macro.source),
    detail: labelText`${macro.text.replaceAll(/\s+/g, ' ').trim()}`,
    iconPath: new vscode.ThemeIcon('symbol-snippet'),
    macro,
  };
}

function fits({ modalities, bodyParts }: ReportTemplate, images: readonly StudyImage[]): boolean {
  return images.some(
    ({ modality = '', bodyPart = '' }) =>
      modalities.includes(modality) && (bodyParts.length === 0 || bodyParts.includes(bodyPart)),
  );
}
