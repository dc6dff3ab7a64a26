import { randomInt } from 'node:crypto';
import * as vscode from 'vscode';
import type { Sampling } from '../../../protocol/engine.ts';
import { sectionText } from '../../../report/drafts/draftText.ts';
import { currentVersion, isOpen, type DraftVersion, type Proposal } from '../../../report/drafts/proposal.ts';
import { parseReport, type ReportSection } from '../../../report/reportDocument.ts';
import { sectionTitles } from '../../../report/reading/sections/sectionNames.ts';
import type { DraftableSection } from '../../../report/prompts/sectionPrompts.ts';
import { messageText, type MessageText } from '../../../text/messageText.ts';
import { withCancellableProgress } from '../../messages/cancellableProgress.ts';
import { showInformation, showWarning } from '../../messages/notifications.ts';
import type { ModelWork } from '../../models/modelQueue.ts';
import { mayDraft } from './demoQuestion.ts';
import { stageMessage, tailMessage } from './draftProgress.ts';
import { draftRequest, draftSources, originOf, refuseImpression, turnsOf, type DraftSources } from './draftRequest.ts';
import { insertProposal, replaceDraft } from '../proposals/proposalInsertion.ts';
import type { Proposals } from '../proposals/proposals.ts';
import type { ProvenanceSidecar } from '../provenance/provenanceSidecar.ts';
import { lineBreak, toRange } from '../documents/reportDocuments.ts';
import { ReportError, tellFailure } from '../documents/reportFailure.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { SectionAnchor } from '../documents/sectionAnchor.ts';

/** Another draft than the first must be able to differ from it, so it is never greedy. */
const regenerateTemperature = 0.5;

/** Asks the model for a section and puts its answer into the report as a proposal. */
export class SectionDrafting {
  readonly #services: ReportServices;
  readonly #proposals: Proposals;
  readonly #sidecar: ProvenanceSidecar;
  readonly #running = new Set<string>();

  constructor(services: ReportServices, proposals: Proposals, sidecar: ProvenanceSidecar) {
    this.#services = services;
    this.#proposals = proposals;
    this.#sidecar = sidecar;
  }

  /**
   * Drafts a section, or drafts it anew when a draft of it is open. `section` is undefined when the report does not
   * have it yet.
   */
  async draft(
    document: vscode.TextDocument,
    kind: DraftableSection,
    section: ReportSection | undefined,
  ): Promise<void> {
    const open = this.#proposals
      .open(document)
      .find(
        ({ section: of, draft }) =>
          of === kind &&
          (!section || (section.heading.end <= draft.range.start && draft.range.end <= section.body.end)),
      );
    await (open ? this.regenerate(document, open) : this.#run(document, kind, section, undefined));
  }

  /** Puts another draft in place of an open one, which stays until the new one is complete. */
  async regenerate(document: vscode.TextDocument, proposal: Proposal): Promise<void> {
    const report = parseReport(document.getText());
    const section = report.sections.findLast(
      (one) => one.kind === proposal.section && one.heading.start <= proposal.draft.range.start,
    );
    await this.#run(document, proposal.section, section, proposal.id);
  }

  async #run(
    document: vscode.TextDocument,
    kind: DraftableSection,
    section: ReportSection | undefined,
    replacing: string | undefined,
  ): Promise<void> {
    const key = `${kind} ${document.uri.toString()}`;
    const title = sectionTitles[kind];
    if (this.#running.has(key)) {
      void showInformation(messageText`LLaVA-Med is already drafting the ${title} of this report.`);
      return;
    }
    this.#running.add(key);
    const anchor = new SectionAnchor(document, kind, section);
    try {
      if (kind === 'impression') refuseImpression(document, this.#proposals);
      const sources = await draftSources(document, kind, this.#services);
      if (!sources) return;
      await withCancellableProgress(
        messageText`Drafting ${title} from ${sources.names}`,
        async (signal, step, stop) => {
          const report = (message: MessageText): void => {
            step({ message });
          };
          const { modelQueue } = this.#services;
          const work: ModelWork = { name: `the draft of the ${title}`, stop };
          const leaveQueue = modelQueue.enter(work);
          try {
            const busyWith = modelQueue.tellAhead(work, 'The draft is written next.');
            if (busyWith !== undefined) report(messageText`waiting: the model is busy with ${busyWith}…`);
            const draft = await this.#ask(document, kind, sources, replacing, signal, report);
            if (draft && !signal.aborted) await this.#place(document, kind, draft, anchor, replacing);
          } catch (error) {
            // Not awaited: the progress ends now, the message stays until it is read.
            void tellFailure(error, `Drafting the ${title}`, document, this.#services.log, signal);
          } finally {
            leaveQueue();
          }
        },
      );
    } catch (error) {
      void tellFailure(error, `Drafting the ${title}`, document, this.#services.log);
    } finally {
      anchor.dispose();
      this.#running.delete(key);
    }
  }

  async #ask(
    document: vscode.TextDocument,
    kind: DraftableSection,
    sources: DraftSources,
    replacing: string | undefined,
    signal: AbortSignal,
    report: (message: MessageText) => void,
  ): Promise<DraftVersion | undefined> {
    const { assistant, settings, log } = this.#services;
    const before = replacing === undefined ? undefined : this.#proposals.get(document, replacing);
    const request = await draftRequest(document, kind, sources, this.#services, signal);
    const model = await assistant.load(signal);
    if (!(await mayDraft(request, model, before && currentVersion(before).origin))) return undefined;
    const sampling = before ? anotherDraw(settings.sampling()) : settings.sampling();
    let text = '';
    const answer = await assistant.answer(
      turnsOf(request),
      {
        onProgress: (progress) => {
          report(stageMessage(progress));
        },
        onToken: (token) => {
          text += token;
          report(tailMessage(text));
        },
      },
      signal,
      { ...sampling, rewrites: request.prompt.rewrites },
    );
    if (answer.stopReason === 'stopped') return undefined;
    log.info(
      `Drafted ${kind}: ${answer.stopReason}, ${String(request.images.length)} images, ${String(answer.promptTokens)} tokens read, ${String(answer.answerTokens)} written.`,
    );
    const draft = sectionText(answer.text, kind, lineBreak(document));
    if (draft === '')
      throw new ReportError(
        `The model had nothing to say for the ${sectionTitles[kind]}. Draft again, or choose another model.`,
      );
    if (answer.stopReason === 'maxTokens') {
      void showWarning(
        messageText`The draft was cut at ${String(sampling.maxTokens)} tokens: it may end in mid-sentence. The setting llavaMed.answer.maxTokens allows more.`,
      );
    }
    return { text: draft, origin: originOf(request, model, sampling) };
  }

  async #place(
    document: vscode.TextDocument,
    kind: DraftableSection,
    draft: DraftVersion,
    anchor: SectionAnchor,
    replacing: string | undefined,
  ): Promise<void> {
    const open = replacing === undefined ? undefined : this.#proposals.get(document, replacing);
    if (open && isOpen(open) && (await replaceDraft(document, open.id, draft, this.#proposals))) {
      await this.#arrived(document, open.id);
      return;
    }
    const placed = await insertProposal(document, { section: kind, draft, replaces: true }, anchor, this.#proposals);
    if (placed === 'gone' || placed === 'refused') {
      offerCopy(
        draft.text,
        placed === 'gone'
          ? `The ${sectionTitles[kind]} section was removed while the draft was written.`
          : 'The report can no longer be edited.',
      );
      return;
    }
    await this.#arrived(document, placed.id);
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

function anotherDraw(sampling: Sampling): Sampling {
  return {
    ...sampling,
    seed: randomInt(1, 2 ** 31),
    temperature: sampling.temperature > 0 ? sampling.temperature : regenerateTemperature,
  };
}

/** The draft is not lost when there is no place for it. */
function offerCopy(draft: string, why: string): void {
  const copy = 'Copy Draft';
  void showWarning(messageText`${why} The draft was not put in.`, copy).then(async (chosen) => {
    if (chosen === copy) await vscode.env.clipboard.writeText(draft);
  });
}
