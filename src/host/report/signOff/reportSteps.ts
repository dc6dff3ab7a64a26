import * as vscode from 'vscode';
import { labelText } from '../../../text/labelText.ts';
import { pickOne, type PickItem } from '../../messages/picks.ts';
import type { EditorLock } from './editorLock.ts';
import { readinessNow, showObstacle } from './reportReadiness.ts';
import { signOffOf, type SignOffState } from './signOffState.ts';
import type { SignOffTools } from './signOffTools.ts';

interface StepItem extends PickItem {
  run(): Thenable<unknown>;
}

/** Lets a person choose what becomes of a report next. */
export async function chooseStep(document: vscode.TextDocument, lock: EditorLock, tools: SignOffTools): Promise<void> {
  const state = signOffOf(document);
  if (!state) return;
  const items = state.isSigned ? finalSteps(document, state, lock) : await openSteps(document, state, tools);
  const picked = await pickOne<StepItem>(items, { title: labelText`What becomes of the report?` });
  await picked?.run();
}

function finalSteps(document: vscode.TextDocument, { changed }: SignOffState, lock: EditorLock): StepItem[] {
  return [
    command(document, 'addAddendum', { label: labelText`$(add) Add an addendum` }),
    ...(!changed && lock.isOpen(document)
      ? [
          {
            label: labelText`$(lock) Lock again`,
            detail: labelText`The addendum is done`,
            run: () => lock.lock(document),
          },
        ]
      : []),
    command(document, 'reopenReport', { label: labelText`$(unlock) Reopen as a draft…` }),
  ];
}

async function openSteps(
  document: vscode.TextDocument,
  { status }: SignOffState,
  tools: SignOffTools,
): Promise<StepItem[]> {
  const { obstacles } = await readinessNow(document, tools);
  const [first] = obstacles;
  return [
    command(document, 'signFinal', {
      label: labelText`$(lock) Sign as final…`,
      ...(first && { detail: labelText`${String(obstacles.length)} in the way: ${first.message}` }),
    }),
    ...(first
      ? [{ label: labelText`$(warning) Show what stands in the way`, run: () => showObstacle(document, first) }]
      : []),
    ...(status === 'preliminary'
      ? []
      : [command(document, 'markPreliminary', { label: labelText`$(eye) Mark as preliminary` })]),
    ...(status === 'draft' ? [] : [command(document, 'reopenReport', { label: labelText`$(edit) Back to a draft…` })]),
  ];
}

function command(document: vscode.TextDocument, name: string, item: PickItem): StepItem {
  return { ...item, run: () => vscode.commands.executeCommand(`llavaMed.${name}`, document.uri.toString()) };
}
