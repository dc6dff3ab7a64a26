import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { DisplayImage } from '../../../imaging/imaging.ts';
import { sectionText } from '../../../report/drafts/draftText.ts';
import type { ProvenanceRecord } from '../../../report/drafts/provenance.ts';
import { messageText } from '../../../text/messageText.ts';
import { withCancellableProgress } from '../../messages/cancellableProgress.ts';
import { askFirst, showInformation, showWarning } from '../../messages/notifications.ts';
import { ReportError } from '../documents/reportFailure.ts';
import { sectionInWords } from '../documents/sectionInWords.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { textSha256 } from '../documents/textSha256.ts';
import { draftRequest, promptSha256, type DraftRequest } from '../drafting/draftRequest.ts';
import { stageMessage, tailMessage } from '../drafting/draftProgress.ts';
import { draftSources, type DraftSources } from '../drafting/draftSources.ts';
import type { RoledImage } from '../images/imageRoles.ts';
import type { ProvenanceSidecar } from '../provenance/provenanceSidecar.ts';
import { chooseRecord } from './recordChoice.ts';
import type { TextComparison } from './textComparison.ts';

/** What reproducing works with. */
export interface Reproduction {
  readonly services: ReportServices;
  readonly sidecar: ProvenanceSidecar;
  readonly comparison: TextComparison;
}

/**
 * Lets the model write a draft again from what its provenance keeps (model, images, window, prompt, sampling, seed), and
 * shows both texts side by side. The report is not changed. Rejects with a `ReportError` where something of it is no
 * longer to be had.
 */
export async function reproduceDraft(
  document: vscode.TextDocument,
  { services, sidecar, comparison }: Reproduction,
): Promise<void> {
  const record = await chooseRecord(document, await sidecar.read(document));
  if (!record?.sampling) return;
  const title = sectionInWords(record.section);
  const sources = await sourcesOf(document, record, services);
  if (!sources) return;
  const text = await withCancellableProgress(
    messageText`Reproducing the draft of the ${title}`,
    async (signal, step, stop) => {
      const { modelQueue, assistant } = services;
      const leaveQueue = modelQueue.enter({ name: t`the draft of the ${title}, once more`, stop });
      try {
        const model = await assistant.load(signal);
        refuseOtherModel(record, model);
        const request = await sameRequest(document, record, sources, services, signal);
        if (!request) return undefined;
        let growing = '';
        const answer = await assistant.answer(
          request.turns,
          {
            onProgress: (progress) => {
              step({ message: stageMessage(progress) });
            },
            onToken: (token) => {
              growing += token;
              step({ message: tailMessage(growing) });
            },
          },
          signal,
          { ...record.sampling, rewrites: request.prompt.rewrites },
        );
        return answer.stopReason === 'stopped' ? undefined : sectionText(answer.text, record.section, '\n');
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      } finally {
        leaveQueue();
      }
    },
  );
  if (text === undefined) return;
  const isSame = textSha256(text) === (record.drafted ?? record.text);
  await comparison.show(document, record, text, isSame);
  void (isSame
    ? showInformation(messageText`The draft of the ${title} is reproduced: the same text, character for character.`)
    : showWarning(
        messageText`The model wrote another text for the ${title} than on ${record.draftedAt}. Another engine, processor or number of threads can tip a word; the comparison shows where.`,
      ));
}

async function sourcesOf(
  document: vscode.TextDocument,
  record: ProvenanceRecord,
  services: ReportServices,
): Promise<DraftSources | undefined> {
  if (record.prompt === 'chat')
    throw new ReportError(
      t`This draft is an answer of the chat, and the conversation that led to it is not kept with the report. Ask again in the chat.`,
    );
  if (record.wishSha256 !== undefined)
    throw new ReportError(
      t`This draft was written again as a person wished, and words of wishes are not kept. Only a first draft can be reproduced.`,
    );
  const sources = await draftSources(document, record.section, services);
  if (!sources) return undefined;
  const images = record.images.map(({ file }) => {
    const image = sources.images.find(({ header }) => header.fileSha256 === file);
    if (!image)
      throw new ReportError(
        t`An image that this draft was made from is not among those that the report names now, or its file was changed. Name the same files under "images:" to reproduce the draft.`,
      );
    return { ...image, role: record.images.find((one) => one.file === file)?.role };
  });
  return { ...sources, images };
}

function refuseOtherModel(
  { model, projector }: ProvenanceRecord,
  now: { readonly sha256: string; readonly projector?: { readonly sha256: string } | undefined },
): void {
  if (model === now.sha256 && projector === (now.projector?.sha256 ?? null)) return;
  const made = model?.slice(0, 12) ?? t`unknown`;
  throw new ReportError(
    projector === null
      ? t`This draft was made by another model (SHA-256 ${made}…, projector none…) than the one that is loaded. Choose that model, then try again.`
      : t`This draft was made by another model (SHA-256 ${made}…, projector ${projector.slice(0, 12)}…) than the one that is loaded. Choose that model, then try again.`,
  );
}

/** The same question about the same pixels; undefined when the person would rather not go on where it is another. */
async function sameRequest(
  document: vscode.TextDocument,
  record: ProvenanceRecord,
  sources: DraftSources,
  services: ReportServices,
  signal: AbortSignal,
): Promise<DraftRequest | undefined> {
  const request = await draftRequest(document, record.section, sources, services, signal);
  const isSame = record.promptSha256 === undefined || record.promptSha256 === promptSha256(request.turns);
  const go = t`Run It All the Same`;
  if (!isSame) {
    const said = sectionInWords(record.section === 'impression' ? 'findings' : 'indication');
    const chosen = await askFirst(
      messageText`The model would be asked something else than then.`,
      messageText`The draft was made from another text of the ${said}, other roles of the images, or other words of the prompt. What is written now can differ for that.`,
      go,
    );
    if (chosen !== go) return undefined;
  }
  const images = await Promise.all(
    request.images.map((image, index) => asThen(image, sources.images[index], record.images[index], services, signal)),
  );
  return { ...request, images, turns: request.turns.map((turn, index) => (index === 0 ? { ...turn, images } : turn)) };
}

/** The frame and the window of then. */
async function asThen(
  image: DisplayImage,
  source: RoledImage | undefined,
  then: ProvenanceRecord['images'][number] | undefined,
  services: ReportServices,
  signal: AbortSignal,
): Promise<DisplayImage> {
  if (!source || !then) return image;
  const frame = then.frame - 1;
  const { window } = then;
  const isSame =
    image.frame === frame &&
    (window === null || (image.window?.center === window.center && image.window.width === window.width));
  if (isSame) return image;
  const voi = window ? ({ kind: 'window', ...window } as const) : undefined;
  return services.imaging.decode({ kind: 'file', path: source.path }, { frame, voi }, signal);
}
