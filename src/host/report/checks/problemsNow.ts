import { setImmediate as turn } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { CheckContext } from '../../../report/checks/checkContext.ts';
import type { ReportProblem } from '../../../report/checks/reportProblem.ts';
import { problemsInSteps } from '../../../report/checks/reportProblems.ts';
import { readSeverities, withSeverities, type Severities } from '../../../report/checks/severities.ts';
import { changedAfterSignOff } from '../../../report/signOff/changedAfterSignOff.ts';
import { unreviewedRanges } from '../../../report/drafts/draftSentences.ts';
import { SIDECAR_FOLDER } from '../provenance/sidecarPath.ts';
import { reportOf } from '../documents/reportDocuments.ts';
import { textSha256 } from '../documents/textSha256.ts';
import type { Proposals } from '../proposals/proposals.ts';
import type { ImageContext } from './imageContext.ts';

/** So long a check works before whatever waits gets its turn: key presses reach this process as events. */
const sliceMs = 8;

/** What the checks know beside the text. */
export interface CheckSources {
  readonly proposals: Proposals;
  readonly images: ImageContext;
}

/**
 * Every problem of a document as it is now, found in slices; none where it is no report, and with `llavaMed.report.checks`
 * off. What is answered after an abort means nothing.
 */
export async function problemsNow(
  document: vscode.TextDocument,
  sources: CheckSources,
  signal?: AbortSignal,
  severities: Severities = severitiesOf(document),
): Promise<readonly ReportProblem[]> {
  if (!areChecksOn()) return [];
  const report = reportOf(document);
  // A template waits to be filled by its nature.
  if (!report || document.uri.path.includes(`/${SIDECAR_FOLDER}/`)) return [];
  const text = document.getText();
  const steps = problemsInSteps(text, report, await contextOf(document, text, sources));
  for (let since = performance.now(); ;) {
    const { done, value } = steps.next();
    if (done) return withSeverities(value ?? [], severities);
    if (performance.now() - since < sliceMs) continue;
    await turn();
    if (signal?.aborted) return [];
    since = performance.now();
  }
}

/** The setting `llavaMed.report.checks`. */
export function areChecksOn(): boolean {
  return vscode.workspace.getConfiguration('llavaMed').get<boolean>('report.checks', true);
}

/** The setting `llavaMed.report.severities`, which folders may set differently. */
export function severitiesOf(document: vscode.TextDocument): Severities {
  return readSeverities(vscode.workspace.getConfiguration('llavaMed', document.uri).get('report.severities'));
}

async function contextOf(
  document: vscode.TextDocument,
  text: string,
  { proposals, images }: CheckSources,
): Promise<CheckContext> {
  const changed = changedAfterSignOff(text, textSha256);
  return {
    ...(await images.of(document, proposals)),
    drafts: proposals.open(document).flatMap(unreviewedRanges),
    ...(changed && { changedAfterSignOff: changed }),
  };
}
