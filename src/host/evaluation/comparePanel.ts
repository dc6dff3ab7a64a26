import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { type FromCompare, parseFromCompare, type ToCompare } from '../../protocol/compareView.ts';
import { messageText } from '../../text/messageText.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { showError } from '../messages/notifications.ts';
import { chooseModelFiles } from '../models/chooseModelFiles.ts';
import { openPage } from '../views/openPage.ts';
import { chooseComparedImage } from './compareImage.ts';
import { CompareSession, type CompareSessionServices } from './compareSession.ts';
import type { CompareSetup } from './compareSetup.ts';

export interface ComparePanelServices extends CompareSessionServices {
  readonly extensionUri: vscode.Uri;
}

/** The page that compares models on one image. Closed, it stops what runs. */
export class ComparePanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: ComparePanelServices;
  readonly #session: CompareSession;

  /** `onClosed` when nothing runs any more. */
  constructor(panel: vscode.WebviewPanel, services: ComparePanelServices, onClosed: () => void) {
    this.#panel = panel;
    this.#services = services;
    let isClosed = false;
    const post = (message: ToCompare): void => {
      if (!isClosed) void panel.webview.postMessage(message);
    };
    this.#session = new CompareSession(services, post);
    const onMessage = panel.webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(parseFromCompare(message)).catch((error: unknown) => {
        void showError(messageText`${error instanceof Error ? error.message : String(error)}`);
      });
    });
    const onSettings = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('llavaMed.model')) this.#session.changed();
    });
    panel.onDidDispose(() => {
      isClosed = true;
      vscode.Disposable.from(onMessage, onSettings).dispose();
      void this.#session.dispose().finally(onClosed);
    });
    openPage(panel.webview, services.extensionUri, { name: 'compare', title: t`Compare Models` });
  }

  open(choose: () => Promise<GivenImage | undefined>): Promise<void> {
    return this.#session.open(choose);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  async #receive(message: FromCompare): Promise<void> {
    const session = this.#session;
    switch (message.type) {
      case 'ready':
        return session.show();
      case 'chooseImage':
        return session.open(() => chooseComparedImage(this.#services.imaging));
      case 'texts':
        session.setup.texts = { question: message.question, caption: message.caption };
        return;
      case 'chooseFiles':
        return this.#chooseFiles(message.at);
      case 'column':
      case 'addColumn':
      case 'removeColumn':
      case 'blind':
      case 'keepTexts':
        change(session.setup, message);
        session.changed();
        return;
      case 'ask':
        session.setup.texts = { question: message.question, caption: message.caption };
        return session.ask();
      case 'stop':
        session.stop();
        return;
      case 'vote':
        return session.vote(message.vote);
      case 'reveal':
        session.reveal();
        return;
      case 'exportVotes':
        return this.#services.votes.export();
      case 'wayOut':
        return this.#wayOut(message);
    }
  }

  async #wayOut({ wayOut, at }: Extract<FromCompare, { type: 'wayOut' }>): Promise<void> {
    switch (wayOut) {
      case 'askAgain':
        return this.#session.ask();
      case 'chooseModel':
        return this.#chooseFiles(this.#session.columnOf(at));
      case 'openSettings':
        await vscode.commands.executeCommand('llavaMed.openSettings');
        return;
      case 'showLog':
        await vscode.commands.executeCommand('llavaMed.showLog');
    }
  }

  /** The page is told in any case: its list stands at "Choose files…". */
  async #chooseFiles(at: number): Promise<void> {
    const pair = await chooseModelFiles();
    if (pair !== undefined) this.#session.setup.useModel(at, pair);
    this.#session.changed();
  }
}

type Change = Extract<FromCompare, { type: 'column' | 'addColumn' | 'removeColumn' | 'blind' | 'keepTexts' }>;

function change(setup: CompareSetup, message: Change): void {
  switch (message.type) {
    case 'column':
      setup.setColumn(message.at, message.column);
      return;
    case 'addColumn':
      setup.addColumn();
      return;
    case 'removeColumn':
      setup.removeColumn(message.at);
      return;
    case 'blind':
      setup.isBlind = message.isBlind;
      return;
    case 'keepTexts':
      setup.keepsTexts = message.keepsTexts;
  }
}
