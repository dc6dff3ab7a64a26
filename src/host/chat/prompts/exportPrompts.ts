import { t } from '@vscode/l10n';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ChatPrompt } from '../../../conversation/prompts/chatPrompt.ts';
import { writePromptCollection } from '../../../conversation/prompts/promptCollection.ts';
import { labelText } from '../../../text/labelText.ts';
import { pickMany, type PickItem } from '../../messages/picks.ts';
import { writeExport } from '../../messages/writeExport.ts';
import type { PromptRoom } from './promptedChat.ts';

interface PromptItem extends PickItem {
  readonly prompt: ChatPrompt;
}

/** The command "Export Prompts": those that are ticked, all of one's own at first, into one JSON file. */
export async function exportPrompts({ library }: PromptRoom): Promise<void> {
  await library.refresh();
  const items = library.all().map((prompt): PromptItem => ({
    label: labelText`/${prompt.name}`,
    description: labelText`${prompt.description}`,
    picked: prompt.source !== 'builtIn',
    prompt,
  }));
  const picked = await pickMany(items, { title: labelText`Export prompts`, placeHolder: labelText`Which prompts?` });
  if (!picked || picked.length === 0) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const target = await vscode.window.showSaveDialog({
    title: t`Export prompts`,
    defaultUri: vscode.Uri.file(join(folder.fsPath, 'prompts.json')),
    filters: { [t`Prompts`]: ['json'] },
  });
  if (!target) return;
  await writeExport(target, new TextEncoder().encode(writePromptCollection(picked.map(({ prompt }) => prompt))));
}
