import { t } from '@vscode/l10n';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { readVotes, voteLine, type VoteRecord } from '../../evaluation/compare/voteRecord.ts';
import { tallyVotes } from '../../evaluation/compare/voteTally.ts';
import type { CompareState } from '../../protocol/compareView.ts';
import { messageText } from '../../text/messageText.ts';
import { showInformation } from '../messages/notifications.ts';

/** The votes of this user, one line each, in a file that all windows add to. */
export class CompareVotes {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async add(record: VoteRecord): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    await appendFile(this.#path, voteLine(record), { mode: 0o600 });
  }

  async summary(): Promise<CompareState['votes']> {
    const { votes, unreadable } = readVotes(await this.#text());
    const { rows, withItself } = tallyVotes(votes);
    const remarks = [
      ...(withItself === 0
        ? []
        : [
            withItself === 1
              ? t`1 comparison of a model with itself, only the seed being another, not counted here.`
              : t`${withItself} comparisons of a model with itself, only the seed being another, not counted here.`,
          ]),
      ...(unreadable === 0
        ? []
        : [
            unreadable === 1
              ? t`1 line of the votes' file cannot be read.`
              : t`${unreadable} lines of the votes' file cannot be read.`,
          ]),
    ];
    return {
      count: votes.length,
      rows: rows.map((row) => ({ ...row })),
      ...(remarks.length === 0 ? {} : { remark: remarks.join(' ') }),
    };
  }

  /** Writes a copy where the user says. */
  async export(): Promise<void> {
    const target = await vscode.window.showSaveDialog({
      title: t`The votes as JSON lines`,
      defaultUri: vscode.Uri.joinPath(
        vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir()),
        'votes.jsonl',
      ),
      filters: { [t`JSON lines`]: ['jsonl'] },
    });
    if (target === undefined) return;
    const text = await this.#text();
    await vscode.workspace.fs.writeFile(target, Buffer.from(text));
    const count = readVotes(text).votes.length;
    void showInformation(count === 1 ? messageText`1 vote written.` : messageText`${count} votes written.`);
  }

  /** Empty before the first vote. */
  async #text(): Promise<string> {
    return readFile(this.#path, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    });
  }
}
