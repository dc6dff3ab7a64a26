import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { withLineBreaks } from '../../../report/reading/textRange.ts';
import type { ProvenanceRecord } from '../../../report/drafts/provenance.ts';
import { sectionTitles } from '../../../report/reading/sections/sectionNames.ts';
import { findSection, parseReport } from '../../../report/reportDocument.ts';
import { sectionInWords } from '../documents/sectionInWords.ts';
import type { Proposals } from '../proposals/proposals.ts';

const scheme = 'llava-med-reproduced';

/** The editor's diff of a draft, or what became of it, with the text that the model has written again. */
export class TextComparison implements vscode.TextDocumentContentProvider {
  readonly #proposals: Proposals;
  /** Of this session: texts are kept nowhere else. */
  readonly #texts = new Map<string, string>();
  #count = 0;

  constructor(proposals: Proposals) {
    this.#proposals = proposals;
  }

  register(): vscode.Disposable {
    return vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  /** `isSame`: the model wrote the very words of then. */
  async show(document: vscode.TextDocument, record: ProvenanceRecord, again: string, isSame: boolean): Promise<void> {
    const title = sectionTitles[record.section];
    const before = isSame ? again : this.#before(document, record);
    this.#count += 1;
    const side = (name: string, text: string): vscode.Uri => {
      const uri = vscode.Uri.from({ scheme, path: `/${title} ${name}.md`, query: String(this.#count) });
      this.#texts.set(uri.toString(), text);
      return uri;
    };
    const section = sectionInWords(record.section);
    await vscode.commands.executeCommand(
      'vscode.diff',
      side(isSame ? 'drafted' : 'in the report', before),
      side('reproduced', again),
      isSame ? t`${section}: drafted ↔ reproduced` : t`${section}: in the report ↔ reproduced`,
      { preview: true },
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  /** The model's words where this session knows them, else what stands in the section. */
  #before(document: vscode.TextDocument, { proposal: id, section: kind }: ProvenanceRecord): string {
    const known = this.#proposals.get(document, id)?.versions[0].text;
    if (known !== undefined && known !== '') return withLineBreaks(known, '\n');
    const text = document.getText();
    const section = findSection(parseReport(text), kind);
    return section ? withLineBreaks(text.slice(section.content.start, section.content.end), '\n') : '';
  }
}
