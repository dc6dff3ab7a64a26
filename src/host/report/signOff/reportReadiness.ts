import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ReportProblem } from '../../../report/checks/reportProblem.ts';
import { readiness, signingSeverities, type Obstacle, type Readiness } from '../../../report/signOff/readiness.ts';
import type { StandingDraft } from '../../../report/signOff/standingDrafts.ts';
import { messageText, type MessageText } from '../../../text/messageText.ts';
import { areChecksOn, problemsNow, severitiesOf } from '../checks/problemsNow.ts';
import { localTime } from '../documents/localTime.ts';
import { toRange } from '../documents/reportDocuments.ts';
import { reviveDrafts } from './reviveDrafts.ts';
import { signOffOf } from './signOffState.ts';
import type { SignOffTools } from './signOffTools.ts';

/** A dialog does not scroll everywhere. */
const mostLines = 8;

export const researchOnly = (): MessageText =>
  messageText`Research software, not a medical device: you answer for every word that you sign.`;

/**
 * What stands in the way of a report's being final, by checks that run now. Drafts that only the provenance knows of are
 * marked again.
 */
export async function readinessNow(
  document: vscode.TextDocument,
  { proposals, sidecar, sources }: Pick<SignOffTools, 'proposals' | 'sidecar' | 'sources'>,
): Promise<Readiness> {
  const revived = new Map(
    (await reviveDrafts(document, { proposals, sidecar })).map((one) => [one.record.proposal, one]),
  );
  const problems = await problemsNow(document, sources, undefined, signingSeverities(severitiesOf(document)));
  return readiness(
    withoutClaim(document, problems),
    proposals.open(document).map(({ id, draft: { range } }) => {
      const found = revived.get(id);
      return found ? { ...range, message: revivedMessage(found) } : range;
    }),
  );
}

function revivedMessage({ record, isWhole }: StandingDraft): string {
  const time = localTime(new Date(record.draftedAt));
  return isWhole
    ? t`A draft of ${time} that nobody has accepted. It is marked again: accept or discard it.`
    : t`Sentences of a draft of ${time} that nobody has accepted. It is marked again: accept or discard it.`;
}

/** That a report says final and is not signed is put right by signing it. */
export function withoutClaim(
  document: vscode.TextDocument,
  problems: readonly ReportProblem[],
): readonly ReportProblem[] {
  return signOffOf(document)?.onlySaysFinal
    ? problems.filter(({ code }) => code !== 'changed-after-sign-off')
    : problems;
}

/** The names of the checks that a person has set to off, and that signing goes by. */
export function checksOff(document: vscode.TextDocument): readonly string[] {
  return Object.entries(signingSeverities(severitiesOf(document)))
    .filter(([code, choice]) => choice === 'off' && code !== 'unreviewed-draft')
    .map(([code]) => code);
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
  const off = checksOff(document).join(', ');
  return [
    ...(warnings.length > 0 ? [messageText`Warnings, which do not stop you:`] : []),
    ...obstacleLines(document, warnings),
    ...(areChecksOn()
      ? off === ''
        ? []
        : [messageText`Checks that are off, so nothing was said of: ${off}.`]
      : [messageText`The checks of reports are off: nothing was checked but open drafts.`]),
  ];
}

export async function showObstacle(document: vscode.TextDocument, { range }: Obstacle): Promise<void> {
  await vscode.window.showTextDocument(document, { selection: toRange(document, range) });
}

/** The report's file name, for a person. */
export function reportName(document: vscode.TextDocument): string {
  return basename(document.uri.path);
}
