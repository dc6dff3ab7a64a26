import { t } from '@vscode/l10n';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { ChatRef } from '../../../chats/chatSummary.ts';
import { voteLines } from '../../../conversation/exports/voteLog.ts';
import { labelText } from '../../../text/labelText.ts';
import { messageText } from '../../../text/messageText.ts';
import { failureForLog } from '../chatFailure.ts';
import { withCancellableProgress } from '../../messages/cancellableProgress.ts';
import { showError, showInformation } from '../../messages/notifications.ts';
import { pickOne, type PickItem } from '../../messages/picks.ts';
import { writeExport } from '../../messages/writeExport.ts';
import { exportedChat, exportedChats } from './exportedChat.ts';
import type { ExportServices } from './exportServices.ts';
import { exportTo, type ExportWish } from './exportTo.ts';
import { importConversations } from './importConversations.ts';

const RefSchema = v.object({ workspace: v.string(), id: v.string() });

interface Format extends PickItem, Pick<ExportWish, 'format' | 'extension'> {}

const one = (): readonly Format[] => [
  {
    label: labelText`$(markdown) Markdown`,
    description: labelText`a note with the images, to read`,
    format: 'markdown',
    extension: 'md',
  },
  {
    label: labelText`$(json) JSON`,
    description: labelText`everything, to import again`,
    format: 'json',
    extension: 'json',
  },
  {
    label: labelText`$(comment-discussion) LLaVA conversation`,
    description: labelText`JSON as LLaVA’s training data has it`,
    format: 'llava',
    extension: 'json',
  },
];

const many = (): readonly Format[] => [
  {
    label: labelText`$(json) JSONL`,
    description: labelText`everything, a line for each conversation, to import again`,
    format: 'json',
    extension: 'jsonl',
  },
  {
    label: labelText`$(comment-discussion) LLaVA conversations`,
    description: labelText`JSON as LLaVA’s training data has it`,
    format: 'llava',
    extension: 'json',
  },
];

/** Conversations out of the program and back in. */
export function registerExporting(services: ExportServices): vscode.Disposable {
  const command = (id: string, run: (given: unknown) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(`llavaMed.${id}`, async (given: unknown) => {
      try {
        await run(given);
      } catch (error) {
        services.log.error(`Export or import: ${failureForLog(error)}`);
        void showError(messageText`This could not be done because of a fault in this extension. The log says more.`);
      }
    });
  return vscode.Disposable.from(
    command('exportConversation', (given) => exportOne(services, v.is(RefSchema, given) ? given : undefined)),
    command('exportConversations', () => exportAll(services)),
    command('exportVotes', () => exportVotes(services)),
    command('importConversations', () => importConversations(services)),
  );
}

async function exportOne(services: ExportServices, ref: ChatRef | undefined): Promise<void> {
  const chat = await exportedChat(services, ref);
  if (chat === undefined) {
    void showError(messageText`This conversation is gone or cannot be read. The list shows what there is.`);
    return;
  }
  const { images, exchanges } = chat.conversation;
  if (images.length + exchanges.length === 0) {
    void showInformation(messageText`There is nothing to export yet: ask a question first.`);
    return;
  }
  const chosen = await pickOne(one(), {
    title: labelText`Export the conversation`,
    placeHolder: labelText`In which form?`,
  });
  if (chosen === undefined) return;
  await exportTo(services, {
    ...{ format: chosen.format, extension: chosen.extension, isMany: false, hasImages: images.length > 0 },
    chats: async function* () {
      yield chat;
    },
  });
}

async function exportAll(services: ExportServices): Promise<void> {
  const { library } = services;
  const list = await library.list();
  if (list.every(({ questions }) => questions === 0)) {
    void showInformation(messageText`There is nothing to export yet: no conversation has a question.`);
    return;
  }
  const chosen = await pickOne(many(), {
    title: labelText`Export all conversations`,
    placeHolder: labelText`Those of all workspaces, archived ones included. In which form?`,
  });
  if (chosen === undefined) return;
  await exportTo(services, {
    ...{ format: chosen.format, extension: chosen.extension, isMany: true },
    hasImages: list.some(({ images }) => images > 0),
    chats: (signal) => exportedChats(services, signal),
  });
}

/** The log of votes, as LLaVA-Med's web server has it: only when a person asks for it. */
async function exportVotes(services: ExportServices): Promise<void> {
  const lines = await withCancellableProgress(messageText`Collecting votes…`, async (signal) => {
    const all: string[] = [];
    try {
      for await (const { conversation } of exportedChats(services, signal)) all.push(...voteLines(conversation));
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
    return all;
  });
  if (lines === undefined) return;
  if (lines.length === 0) {
    void showInformation(messageText`There are no votes yet: vote on an answer with the thumbs below it.`);
    return;
  }
  const first = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: t`Export the votes, with questions and answers`,
    ...(first === undefined ? {} : { defaultUri: vscode.Uri.joinPath(first, 'votes.jsonl') }),
    filters: { JSONL: ['jsonl'] },
  });
  if (target !== undefined) await writeExport(target, new TextEncoder().encode(`${lines.join('\n')}\n`));
}
