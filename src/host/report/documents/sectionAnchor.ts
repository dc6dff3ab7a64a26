import * as vscode from 'vscode';
import { findSection, type ReportDocument, type ReportSection } from '../../../report/reportDocument.ts';
import type { SectionKind } from '../../../report/reading/sections/sectionNames.ts';
import { isEmptyRange, shiftRange, type TextRange } from '../../../report/reading/textRange.ts';

/** Finds a section again after a while in which its document was edited. */
export class SectionAnchor implements vscode.Disposable {
  readonly #kind: SectionKind;
  readonly #subscription: vscode.Disposable;
  #heading: TextRange | undefined;

  /** `section` is undefined when the report does not have it yet. */
  constructor(document: vscode.TextDocument, kind: SectionKind, section: ReportSection | undefined) {
    this.#kind = kind;
    this.#heading = section?.heading;
    this.#subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document !== document) return;
      for (const { rangeOffset, rangeLength, text } of event.contentChanges) {
        this.#heading &&= shiftRange(this.#heading, { offset: rangeOffset, length: rangeLength, text });
      }
    });
  }

  /** The same section now, its heading perhaps reworded; `gone` when it was there and no longer is. */
  find(report: ReportDocument): ReportSection | 'missing' | 'gone' {
    const heading = this.#heading;
    if (!heading) return findSection(report, this.#kind) ?? 'missing';
    const ofKind = report.sections.filter((section) => section.kind === this.#kind);
    const same = isEmptyRange(heading)
      ? undefined
      : ofKind.find((section) => section.heading.start < heading.end && heading.start < section.heading.end);
    return same ?? (ofKind.length === 1 ? ofKind[0] : undefined) ?? 'gone';
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
