import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { fillVariables } from '../../../report/templates/fillVariables.ts';
import type { Macro } from '../../../report/templates/reportTemplate.ts';
import { snippetText } from '../../../report/templates/snippetText.ts';
import { markdownText } from '../../../text/markdownText.ts';
import { plainText } from '../../../text/plainText.ts';
import { markdownString } from '../../messages/markdownString.ts';
import { reportOf } from '../documents/reportDocuments.ts';
import { choicesAt } from './fieldChoices.ts';
import { currentImages, tagsOfReport, variablesOf } from './imageTags.ts';
import { rankMacros } from './insertMacro.ts';
import { macroParts } from './macroParts.ts';
import type { TemplateRoom } from './newReport.ts';
import { sourceInWords } from './templatePicker.ts';

/**
 * Offers macros by their names in reports: on request for the word at the cursor, and while a dot and the name are typed
 * at a word's start.
 */
export class MacroCompletions implements vscode.CompletionItemProvider {
  static readonly trigger = '.';
  readonly #room: TemplateRoom;

  constructor(room: TemplateRoom) {
    this.#room = room;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
    { triggerKind }: vscode.CompletionContext,
  ): Promise<vscode.CompletionItem[]> {
    const report = reportOf(document);
    if (!report || choicesAt(document, position)) return [];
    if (document.offsetAt(position) < (report.frontMatter?.range.end ?? 0)) return [];
    const line = document.lineAt(position).text.slice(0, position.character);
    const typed = /(?<=^|[\s(>])\.[\p{L}\p{N}_-]*$/u.exec(line)?.[0];
    if (typed === undefined && triggerKind === vscode.CompletionTriggerKind.TriggerCharacter) return [];
    const word = typed ?? /[\p{L}\p{N}_-]*$/u.exec(line)?.[0] ?? '';
    const [contents, images] = await Promise.all([
      this.#room.contents.recent(),
      tagsOfReport(document, this.#room.services),
    ]);
    if (token.isCancellationRequested) return [];
    const [template] = this.#room.origins.ranked(document, contents.templates, currentImages(images));
    const variables = variablesOf(images);
    const range = new vscode.Range(position.translate(0, -word.length), position);
    return rankMacros(contents.macros, template).map((macro, index) => {
      const text = fillVariables(macro.text, variables).trimEnd();
      const item = itemOf(macro, text);
      item.range = range;
      item.sortText = String(index).padStart(5, '0');
      item.filterText = `${typed === undefined ? '' : '.'}${macro.name}`;
      return item;
    });
  }
}

function itemOf({ name, source, template }: Macro, text: string): vscode.CompletionItem {
  const item = new vscode.CompletionItem(
    { label: plainText`${name}`, description: sourceInWords(source) },
    vscode.CompletionItemKind.Snippet,
  );
  if (template !== undefined) item.detail = plainText`${template}`;
  item.documentation = markdownString(markdownText`${text}`);
  if (macroParts(text).length === 0) item.insertText = new vscode.SnippetString(snippetText(text));
  else {
    // Its parts go into their sections, away from the cursor.
    item.insertText = new vscode.SnippetString('$0');
    item.command = { title: t`Insert Macro`, command: 'llavaMed.insertMacro', arguments: [{ name, source }] };
  }
  return item;
}
