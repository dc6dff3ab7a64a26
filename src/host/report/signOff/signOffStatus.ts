import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { Pause } from '../documents/pause.ts';
import { readiness } from '../../../report/signOff/readiness.ts';
import { labelText, type LabelText } from '../../../text/labelText.ts';
import { joinMarkdown, markdownText, type MarkdownText } from '../../../text/markdownText.ts';
import { StatusItem } from '../../messages/statusItem.ts';
import { checksOff, withoutClaim } from './reportReadiness.ts';
import { signedTime, signOffOf, type SignOffState } from './signOffState.ts';
import type { SignOffTools } from './signOffTools.ts';

/** A tooltip is short. */
const mostLines = 5;

/**
 * The status bar's item about the active report: its state, what stands in the way of signing it, a click for the next
 * steps. Also keeps the `when` key `llavaMed.reportStatus` true: `draft`, `preliminary`, `final`, or empty.
 */
export class SignOffStatusItem implements vscode.Disposable {
  readonly #tools: SignOffTools;
  readonly #item = new StatusItem('llavaMed.report', t`LLaVA-Med report`, 102, {
    title: t`What can be done about the report`,
    command: 'llavaMed.reportSteps',
  });
  readonly #subscriptions: vscode.Disposable;
  readonly #pause = new Pause(() => {
    this.#update();
  });
  #key: string | undefined;

  constructor(tools: SignOffTools) {
    this.#tools = tools;
    const soon = (document: vscode.TextDocument): void => {
      if (document === vscode.window.activeTextEditor?.document) this.#pause.soon();
    };
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.#update();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        soon(document);
      }),
      tools.proposals.onDidChange(soon),
      tools.diagnostics.onDidCheck(soon),
    );
    this.#update();
  }

  dispose(): void {
    this.#pause.dispose();
    this.#subscriptions.dispose();
    this.#item.dispose();
  }

  #update(): void {
    this.#pause.dispose();
    const document = vscode.window.activeTextEditor?.document;
    const state = document && signOffOf(document);
    // What only says final can be signed and reopened, as a preliminary report can.
    this.#setKey(state?.onlySaysFinal ? 'preliminary' : (state?.status ?? ''));
    if (!document || !state) {
      this.#item.hide();
      return;
    }
    const text = faceText(state);
    this.#item.show({
      text,
      spoken: spokenText(state),
      tooltip: joinMarkdown(
        [
          ...(state.onlySaysFinal ? [markdownText`It says that it is final, but was not signed here.`] : []),
          ...(state.isSigned ? signatureLines(state) : this.#inTheWay(document)),
          markdownText`Click for the next steps. Research software: not a medical device.`,
        ],
        '\n\n',
      ),
      failed: state.changed !== undefined || state.onlySaysFinal,
    });
  }

  #inTheWay(document: vscode.TextDocument): MarkdownText[] {
    const { proposals, diagnostics } = this.#tools;
    const { obstacles, warnings } = readiness(
      withoutClaim(document, diagnostics.checked(document)),
      proposals.open(document).map(({ draft }) => draft.range),
    );
    const off = checksOff(document);
    const lines = obstacles
      .slice(0, mostLines)
      .map(
        ({ range, message }) => markdownText`- Line ${String(document.positionAt(range.start).line + 1)}: ${message}`,
      );
    const more = obstacles.length - lines.length;
    return [
      obstacles.length === 0
        ? markdownText`Nothing is known to stand in the way of signing this report as final.`
        : joinMarkdown(
            [
              markdownText`Before this report is final:\n`,
              ...lines,
              ...(more > 0 ? [markdownText`- … and ${String(more)} more`] : []),
            ],
            '\n',
          ),
      ...(warnings.length > 0 ? [markdownText`Warnings: ${String(warnings.length)}. They do not stop it.`] : []),
      ...(off.length > 0 ? [markdownText`Checks that are off: ${off.join(', ')}.`] : []),
    ];
  }

  #setKey(value: string): void {
    if (this.#key === value) return;
    this.#key = value;
    void vscode.commands.executeCommand('setContext', 'llavaMed.reportStatus', value);
  }
}

function faceText(state: SignOffState): LabelText {
  if (state.changed) return labelText`$(warning) Changed after sign-off`;
  if (state.onlySaysFinal) return labelText`$(warning) Says final, not signed`;
  switch (state.status) {
    case 'draft':
      return labelText`$(edit) Draft`;
    case 'preliminary':
      return labelText`$(eye) Preliminary`;
    case 'final':
      return signedTime(state) === ''
        ? labelText`$(lock) Final`
        : labelText`$(lock) Final · signed ${signedTime(state)}`;
  }
}

function spokenText(state: SignOffState): LabelText {
  if (state.changed) return labelText`Report: changed after sign-off`;
  if (state.onlySaysFinal) return labelText`Report: says final, but is not signed`;
  switch (state.status) {
    case 'draft':
      return labelText`Report: draft`;
    case 'preliminary':
      return labelText`Report: preliminary`;
    case 'final':
      return signedTime(state) === ''
        ? labelText`Report: final`
        : labelText`Report: final, signed ${signedTime(state)}`;
  }
}

function signatureLines(state: SignOffState): MarkdownText[] {
  return [
    signatureText(state),
    state.changed
      ? markdownText`The text was changed since: undo the change, or reopen the report and sign it again.`
      : markdownText`The text is the one that was signed.`,
  ];
}

function signatureText(state: SignOffState): MarkdownText {
  const { by } = state;
  const time = signedTime(state);
  if (by === undefined) return time === '' ? markdownText`Signed as final.` : markdownText`Signed as final, ${time}.`;
  return time === '' ? markdownText`Signed as final, by ${by}.` : markdownText`Signed as final, ${time}, by ${by}.`;
}
