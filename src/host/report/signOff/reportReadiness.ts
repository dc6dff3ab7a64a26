import { basename } from 'node:path';
import * as vscode from 'vscode';
import { readiness, type Obstacle, type Readiness } from '../../../report/signOff/readiness.ts';
import { messageText, type MessageText } from '../../../text/messageText.ts';
import { areChecksOn, problemsNow } from '../checks/problemsNow.ts';
import { toRange } from '../documents/reportDocuments.ts';
import type { SignOffTools } from './signOffTools.ts';

/** A dialog does not scroll everywhere. */
const mostLines = 8;

export const researchOnly = messageText`Research software, not a medical device: you answer for every word that you sign.`;

/** What stands in the way of a report's being final, by checks that run now. */
export async function readinessNow(
  document: vscode.TextDocument,
  { proposals, sources }: Pick<SignOffTools, 'proposals' | 'sources'>,
): Promise<Readiness> {
  const problems = await problemsNow(document, sources);
  return readiness(
    problems,
    proposals.open(document).map(({ draft }) => draft.range),
  );
}

/** Obstacles a line each, the first of many. */
export function obstacleLines(document: vscode.TextDocument, obstacles: readonly Obstacle[]): MessageText[] {
  const lines = obstacles
    .slice(0, mostLines)
    .map(({ range, message }) => messageText`Line ${String(document.positionAt(range.start).line + 1)}: ${message}`);
  const more = obstacles.length - lines.length;
  return more > 0 ? [...lines, messageText`… and ${String(more)} more.`] : lines;
}

/** What else a person should know before signing. */
export function remarkLines(document: vscode.TextDocument, { warnings }: Readiness): MessageText[] {
  return [
    ...(warnings.length > 0 ? [messageText`Warnings, which do not stop you:`] : []),
    ...obstacleLines(document, warnings),
    ...(areChecksOn() ? [] : [messageText`The checks of reports are off: nothing was checked but open drafts.`]),
  ];
}

export async function showObstacle(document: vscode.TextDocument, { range }: Obstacle): Promise<void> {
  await vscode.window.showTextDocument(document, { selection: toRange(document, range) });
}

/** The report's file name, for a person. */
export function reportName(document: vscode.TextDocument): string {
  return basename(document.uri.path);
}
