import { t } from '@vscode/l10n';
import { randomInt } from 'node:crypto';
import * as vscode from 'vscode';
import type { Sampling } from '../../../protocol/engine.ts';
import { sectionText } from '../../../report/drafts/draftText.ts';
import { currentVersion, isEdited, isOpen, type DraftVersion, type Proposal } from '../../../report/drafts/proposal.ts';
import { parseReport, type ReportSection } from '../../../report/reportDocument.ts';
import { sectionTitles } from '../../../report/reading/sections/sectionNames.ts';
import type { DraftableSection } from '../../../report/prompts/sectionPrompts.ts';
import { messageText, type MessageText } from '../../../text/messageText.ts';
import { withCancellableProgress } from '../../messages/cancellableProgress.ts';
import { askFirst, showInformation, showWarning } from '../../messages/notifications.ts';
import type { ModelWork } from '../../models/modelQueue.ts';
import { mayDraft } from './demoQuestion.ts';
import { stageMessage, tailMessage } from './draftProgress.ts';
import { draftRequest, originOf, type Wish } from './draftRequest.ts';
import { draftSources, refuseImpression, type DraftSources } from './draftSources.ts';
import { replaceDraft } from '../proposals/proposalInsertion.ts';
import type { Proposals } from '../proposals/proposals.ts';
import type { ProvenanceSidecar } from '../provenance/provenanceSidecar.ts';
import { lineBreak, toRange } from '../documents/reportDocuments.ts';
import { ReportError, tellFailure } from '../documents/reportFailure.ts';
import { sectionInWords } from '../documents/sectionInWords.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { SectionAnchor } from '../documents/sectionAnchor.ts';
import { draftPrint } from '../provenance/draftPrint.ts';
import { isSignedReport, refuseSigned } from '../documents/refuseSigned.ts';
import { StreamedDraft } from './streamedDraft.ts';

/** Another draft than the first must be able to differ from it, so it is never greedy. */
const regenerateTemperature = 0.5;

/** A draft that is to be put in place of another, and how it is to differ. */
interface Redraft {
  readonly id: string;
  /** What stood when it was asked for. */
  readonly text: string;
  readonly wish?: Wish | undefined;
}

/** Asks the model for a section and lets its answer grow in the report as a proposal. */
export class SectionDrafting {
  readonly #services: ReportServices;
  readonly #proposals: Proposals;
  readonly #sidecar: ProvenanceSidecar;
  readonly #running = new Map<string, () => void>();

  constructor(services: ReportServices, proposals: Proposals, sidecar: ProvenanceSidecar) {
    this.#services = services;
    this.#proposals = proposals;
    this.#sidecar = sidecar;
  }

  /**
   * Drafts a section, or drafts it anew when a draft of it is open. `section` is undefined when the report does not
   * have it yet. True when a draft stands.
   */
  async draft(
    document: vscode.TextDocument,
    kind: DraftableSection,
    section: ReportSection | undefined,
  ): Promise<boolean> {
    const open = this.#proposals
      .open(document)
      .find(
        ({ section: of, draft }) =>
          of === kind &&
          (!section || (section.heading.end <= draft.range.start && draft.range.end <= section.body.end)),
      );
    return open ? this.regenerate(document, open) : this.#run(document, kind, section, undefined);
  }

  /**
   * Puts another draft in place of an open one, which stays until the new one is complete. `wish` says how it is to
   * differ, in a person's words.
   */
  async regenerate(document: vscode.TextDocument, proposal: Proposal, wish?: string): Promise<boolean> {
    const report = parseReport(document.getText());
    const section = report.sections.findLast(
      (one) => one.kind === proposal.section && one.heading.start <= proposal.draft.range.start,
    );
    if (!(await mayReplace(proposal))) return false;
    const before = wish === undefined ? undefined : { words: wish, before: proposal.draft.text };
    return this.#run(document, proposal.section, section, { id: proposal.id, text: proposal.draft.text, wish: before });
  }

  /** Ends the draft that is being written into a document. */
  stop(document: vscode.TextDocument): void {
    for (const kind of draftable) this.#running.get(keyOf(kind, document))?.();
  }

  async #run(
    document: vscode.TextDocument,
    kind: DraftableSection,
    section: ReportSection | undefined,
    redraft: Redraft | undefined,
  ): Promise<boolean> {
    const key = keyOf(kind, document);
    const title = sectionInWords(kind);
    const undertaking = { inLog: `Drafting the ${sectionTitles[kind]}`, inWords: t`Drafting the ${title}` };
    if (this.#running.has(key)) {
      void showInformation(messageText`LLaVA-Med is already drafting the ${title} of this report.`);
      return false;
    }
    this.#running.set(key, () => undefined);
    const anchor = new SectionAnchor(document, kind, section);
    let isDone = false;
    try {
      refuseSigned(document);
      if (kind === 'impression') refuseImpression(document, this.#proposals);
      const sources = await draftSources(document, kind, this.#services);
      if (!sources) return false;
      await withCancellableProgress(
        kind === 'impression'
          ? messageText`Drafting Impression from the Findings`
          : messageText`Drafting ${title} from ${sources.names}`,
        async (signal, step, stop) => {
          this.#running.set(key, stop);
          const report = (message: MessageText): void => {
            step({ message });
          };
          const { modelQueue } = this.#services;
          const work: ModelWork = { name: t`the draft of the ${title}`, stop };
          const leaveQueue = modelQueue.enter(work);
          const streamed = new StreamedDraft(document, kind, anchor, this.#proposals, stop);
          try {
            const busyWith = modelQueue.tellAhead(work, t`The draft is written next.`);
            if (busyWith !== undefined) report(messageText`waiting: the model is busy with ${busyWith}…`);
            const draft = await this.#ask(document, kind, sources, { redraft, streamed, signal, report });
            if (draft && !signal.aborted) isDone = await this.#place(document, kind, draft, streamed, redraft);
            else await streamed.withdraw();
          } catch (error) {
            await streamed.withdraw();
            // Not awaited: the progress ends now, the message stays until it is read.
            void tellFailure(error, undertaking, document, this.#services.log, signal);
          } finally {
            streamed.dispose();
            leaveQueue();
          }
        },
      );
    } catch (error) {
      void tellFailure(error, undertaking, document, this.#services.log);
    } finally {
      anchor.dispose();
      this.#running.delete(key);
    }
    return isDone;
  }

  async #ask(
    document: vscode.TextDocument,
    kind: DraftableSection,
    sources: DraftSources,
    { redraft, streamed, signal, report }: Asking,
  ): Promise<DraftVersion | undefined> {
    const { assistant, settings, log, engineName } = this.#services;
    const before = redraft && this.#proposals.get(document, redraft.id);
    const request = await draftRequest(document, kind, sources, this.#services, signal, redraft?.wish);
    const model = await assistant.load(signal);
    if (!(await mayDraft(request, model, before && currentVersion(before).origin))) return undefined;
    const sampling = before ? anotherDraw(settings.sampling()) : settings.sampling();
    const origin = originOf(request, model, sampling, engineName);
    const eol = lineBreak(document);
    let text = '';
    const answer = await assistant.answer(
      request.turns,
      {
        onProgress: (progress) => {
          report(stageMessage(progress));
        },
        onToken: (token) => {
          text += token;
          report(tailMessage(text));
          if (!redraft) streamed.show(sectionText(text, kind, lineBreak(document)), origin);
        },
      },
      signal,
      { ...sampling, rewrites: request.prompt.rewrites },
    );
    if (answer.stopReason === 'stopped') return undefined;
    log.info(
      `Drafted ${kind}: ${answer.stopReason}, ${String(request.images.length)} images, ${String(answer.promptTokens)} tokens read, ${String(answer.answerTokens)} written.`,
    );
    const draft = sectionText(answer.text, kind, eol);
    if (draft === '')
      throw new ReportError(
        t`The model had nothing to say for the ${sectionInWords(kind)}. Draft again, or choose another model.`,
      );
    if (answer.stopReason === 'maxTokens') {
      void showWarning(
        messageText`The draft was cut at ${String(sampling.maxTokens)} tokens: it may end in mid-sentence. The setting llavaMed.answer.maxTokens allows more.`,
      );
    }
    return { text: draft, origin, print: draftPrint(draft, parseReport(document.getText()).language) };
  }

  async #place(
    document: vscode.TextDocument,
    kind: DraftableSection,
    draft: DraftVersion,
    streamed: StreamedDraft,
    redraft: Redraft | undefined,
  ): Promise<boolean> {
    const open = redraft && this.#proposals.get(document, redraft.id);
    const title = sectionInWords(kind);
    if (isSignedReport(document)) {
      await streamed.withdraw();
      offerCopy(draft.text, t`The report was signed while the draft of the ${title} was written.`);
      return false;
    }
    if (open && isOpen(open) && open.draft.text !== redraft.text) {
      offerCopy(draft.text, t`You changed the draft of the ${title} while another one was written.`);
      return false;
    }
    if (open && isOpen(open) && (await replaceDraft(document, open.id, draft, this.#proposals))) {
      await this.#arrived(document, open.id);
      return true;
    }
    const placed = await streamed.finish(draft);
    if (placed === 'gone' || placed === 'refused') {
      offerCopy(
        draft.text,
        placed === 'gone'
          ? t`The ${title} section was removed while the draft was written.`
          : t`The report can no longer be edited.`,
      );
      return false;
    }
    if (streamed.isCut)
      offerCopy(draft.text, t`You changed the ${title} while they were written, so the rest had no place.`);
    await this.#arrived(document, placed.id);
    return true;
  }

  async #arrived(document: vscode.TextDocument, id: string): Promise<void> {
    const proposal = this.#proposals.get(document, id);
    if (!proposal) return;
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document === document)
        editor.revealRange(
          toRange(document, proposal.draft.range),
          vscode.TextEditorRevealType.InCenterIfOutsideViewport,
        );
    }
    await this.#sidecar.record(document, proposal, 'drafted');
  }
}

interface Asking {
  readonly redraft: Redraft | undefined;
  readonly streamed: StreamedDraft;
  readonly signal: AbortSignal;
  readonly report: (message: MessageText) => void;
}

const draftable: readonly DraftableSection[] = ['findings', 'impression'];

function keyOf(kind: DraftableSection, document: vscode.TextDocument): string {
  return `${kind} ${document.uri.toString()}`;
}

function anotherDraw(sampling: Sampling): Sampling {
  return {
    ...sampling,
    seed: randomInt(1, 2 ** 31),
    temperature: sampling.temperature > 0 ? sampling.temperature : regenerateTemperature,
  };
}

/** A draft that a person has worked on is not replaced without a question. */
async function mayReplace(proposal: Proposal): Promise<boolean> {
  if (!isEdited(proposal) && (proposal.judged ?? []).length === 0) return true;
  const go = t`Write Another`;
  const question = messageText`You have worked on this draft. Another one takes its place?`;
  const detail = messageText`Your changes and the sentences that you have accepted would go; undo brings them back.`;
  return (await askFirst(question, detail, go)) === go;
}

/** The draft is not lost when there is no place for it. */
function offerCopy(draft: string, why: string): void {
  const copy = t`Copy Draft`;
  void showWarning(messageText`${why} The draft was not put in.`, copy).then(async (chosen) => {
    if (chosen === copy) await vscode.env.clipboard.writeText(draft);
  });
}
