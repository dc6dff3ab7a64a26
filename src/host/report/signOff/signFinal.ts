import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { readKey, setKeys } from '../../../report/frontMatterKeys.ts';
import type { Readiness } from '../../../report/signOff/readiness.ts';
import { signOffKeys } from '../../../report/signOff/reportStatus.ts';
import { signedText } from '../../../report/signOff/signedText.ts';
import { joinMessages, messageText, type MessageText } from '../../../text/messageText.ts';
import { askFirst, showInformation } from '../../messages/notifications.ts';
import { editDocument, lineBreak } from '../documents/reportDocuments.ts';
import { ReportError } from '../documents/reportFailure.ts';
import { textSha256 } from '../documents/textSha256.ts';
import type { EditorLock } from './editorLock.ts';
import { askOverride, type Override } from './overrideQuestion.ts';
import { obstacleLines, readinessNow, remarkLines, reportName, researchOnly, showObstacle } from './reportReadiness.ts';
import { signOffOf } from './signOffState.ts';
import type { SignOffTools } from './signOffTools.ts';
import { recordSignOff } from './statusChange.ts';

/** What formats a file has done its work after the first save. */
const mostRounds = 3;

/**
 * Signs a report as final: checks it, asks, writes time and hash into the front matter in one undo step, saves, records
 * and locks. What was checked is what is signed: a report that changed meanwhile is refused. Rejects with a
 * `ReportError` or `FrontMatterError`.
 */
export async function signFinal(given: vscode.TextDocument, lock: EditorLock, tools: SignOffTools): Promise<void> {
  const document = given.isUntitled ? await savedFirst(given) : given;
  if (!document) return;
  const state = signOffOf(document);
  if (!state) throw new ReportError(t`This is no report any more: it has no Findings or Impression.`);
  if (state.isSigned) {
    const reopen = t`Reopen…`;
    const text = messageText`${reportName(document)} is final already. Reopen it to change what is signed, or add an addendum.`;
    if ((await showInformation(text, reopen)) === reopen)
      await vscode.commands.executeCommand('llavaMed.reopenReport', document.uri.toString());
    return;
  }
  const agreement = await agreedAndSaved(document, tools);
  if (!agreement) return;
  const { text, found, override } = agreement;
  const time = new Date();
  await writeSignature(document, text, time, override);
  if (!(await document.save())) {
    await takeOut(document, text);
    throw notSaved();
  }
  const signed = signOffOf(document);
  if (signed?.isSigned !== true || signed.changed)
    throw new ReportError(
      t`Saving changed the report after it was signed: something formats it. Reopen the report, turn that off for reports, then sign again.`,
    );
  await lock.lock(document);
  await recordSignOff(
    document,
    {
      event: 'status',
      status: 'final',
      time,
      override: override === 'none' ? null : { reason: override.reason, problems: found.counts },
    },
    tools,
  );
  void showInformation(messageText`${reportName(document)} is signed as final.`);
}

/** A text that was checked, that a person would sign, and that stands in the file as it is. */
interface Agreement {
  readonly text: string;
  readonly found: Readiness;
  readonly override: Override | 'none';
}

/**
 * Checks, asks and saves; what formats a file when it is saved does so before it is signed, and its work is checked and
 * asked about too. Undefined when the user leaves.
 */
async function agreedAndSaved(document: vscode.TextDocument, tools: SignOffTools): Promise<Agreement | undefined> {
  for (let round = 0; round < mostRounds; round += 1) {
    const text = document.getText();
    const found = await readinessNow(document, tools);
    const remarks = [
      ...(round > 0 ? [messageText`Saving changed the report since you were asked: it was checked again.`] : []),
      ...remarkLines(document, found),
    ];
    const override =
      found.obstacles.length > 0 ? await overruled(document, found, remarks) : await agreed(document, remarks);
    if (override === undefined) return undefined;
    unchangedSince(document, text);
    if (!(await document.save())) throw notSaved();
    if (document.getText() === text) return { text, found, override };
  }
  throw new ReportError(
    t`Saving changes the report each time, so it is not signed: something formats it. Turn that off for reports, then sign again.`,
  );
}

/** A signature belongs to a file. Undefined when the user leaves. */
async function savedFirst(document: vscode.TextDocument): Promise<vscode.TextDocument | undefined> {
  const save = t`Save As…`;
  const chosen = await askFirst(
    messageText`Save the report before you sign it?`,
    messageText`Only a report that has a file can be signed as final.`,
    save,
  );
  if (chosen !== save) return undefined;
  const uri = await vscode.workspace.save(document.uri);
  if (!uri) return undefined;
  const saved = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(saved, { preview: false });
  return saved;
}

async function overruled(
  document: vscode.TextDocument,
  found: Readiness,
  remarks: readonly MessageText[],
): Promise<Override | undefined> {
  const [first] = found.obstacles;
  const [show, anyway] = [t`Show First`, t`Sign Anyway…`];
  const lines = [...obstacleLines(document, found.obstacles), ...remarks, researchOnly()];
  const chosen = await askFirst(
    messageText`${reportName(document)} is not ready to be signed as final.`,
    joinMessages(lines, '\n'),
    ...(found.canBeOverruled ? [show, anyway] : [show]),
  );
  if (chosen === show && first) await showObstacle(document, first);
  return chosen === anyway ? askOverride() : undefined;
}

async function agreed(document: vscode.TextDocument, remarks: readonly MessageText[]): Promise<'none' | undefined> {
  const sign = t`Sign`;
  const lines = [
    ...remarks,
    messageText`The report is saved and locked; an addendum can be added later.`,
    researchOnly(),
  ];
  const chosen = await askFirst(messageText`Sign ${reportName(document)} as final?`, joinMessages(lines, '\n'), sign);
  return chosen === sign ? 'none' : undefined;
}

async function writeSignature(
  document: vscode.TextDocument,
  saved: string,
  time: Date,
  override: Override | 'none',
): Promise<void> {
  const name = vscode.workspace.getConfiguration('llavaMed').get<string>('report.signAs', '').trim();
  const done = await editDocument(document, () => {
    unchangedSince(document, saved);
    const keys = {
      status: 'final',
      signed: time.toISOString(),
      'signed-sha256': textSha256(signedText(saved)),
      'signed-by': name === '' ? undefined : name,
      override: override === 'none' ? undefined : override.words,
    };
    return setKeys(saved, keys, lineBreak(document));
  });
  if (!done) throw new ReportError(t`The report could not be signed: it cannot be edited.`);
}

/** The signature is not in the file: it goes from the open text too, which says what it said before. */
async function takeOut(document: vscode.TextDocument, before: string): Promise<void> {
  const unsigned = Object.fromEntries(signOffKeys.map((key) => [key, readKey(before, key)]));
  const done = await editDocument(document, () => setKeys(document.getText(), unsigned, lineBreak(document)));
  if (!done)
    throw new ReportError(
      t`The report could not be saved: its file is not signed, but the open text says so. Reopen the report, make the file writable, then sign again.`,
    );
}

function unchangedSince(document: vscode.TextDocument, text: string): void {
  if (document.getText() !== text)
    throw new ReportError(t`The report was changed after it was checked, and is not signed. Sign it again.`);
}

function notSaved(): ReportError {
  return new ReportError(t`The report could not be saved, and is not signed. Make the file writable, then sign again.`);
}
