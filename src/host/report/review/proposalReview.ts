import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { namedDocument } from '../documents/namedDocument.ts';
import { acceptChange, discardChange, isDecidable, isEdited, type Proposal } from '../../../report/drafts/proposal.ts';
import type { ProvenanceEvent } from '../../../report/drafts/provenance.ts';
import { messageText } from '../../../text/messageText.ts';
import { showInformation } from '../../messages/notifications.ts';
import type { ProposalDiff } from '../proposals/proposalDiff.ts';
import type { Proposals } from '../proposals/proposals.ts';
import type { ProvenanceSidecar } from '../provenance/provenanceSidecar.ts';
import { editDocument } from '../documents/reportDocuments.ts';
import { refuseSigned } from '../documents/refuseSigned.ts';
import { ReportError, tellFailure, type Undertaking } from '../documents/reportFailure.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import type { SectionDrafting } from '../drafting/sectionDrafting.ts';
import type { DraftableSection } from '../../../report/prompts/sectionPrompts.ts';
import type { DraftEnd, SentenceReview } from './sentenceReview.ts';
import { askWish } from './wishes.ts';
import { showProvenance } from '../provenance/showProvenance.ts';

/** Decisions that leave the text as it is: a signed report has them too. */
const readingOnly: ReadonlySet<string> = new Set(['leaveSentences', 'compareProposal', 'showProvenance']);

/** `named` is what else a lens says, such as which sentence. */
type Decision = (document: vscode.TextDocument, proposal: Proposal, named?: string) => Promise<unknown>;

/** A draft of a section that a person has accepted. */
export interface Accepted {
  readonly document: vscode.TextDocument;
  readonly section: DraftableSection;
}

/** A person's decisions about proposals, as commands: on the one that a lens names, else on the one at the cursor. */
export class ProposalReview {
  readonly #proposals: Proposals;
  readonly #sidecar: ProvenanceSidecar;
  readonly #services: ReportServices;
  readonly #sentences: SentenceReview;
  readonly #accepted = new vscode.EventEmitter<Accepted>();
  readonly onDidAccept = this.#accepted.event;

  constructor(proposals: Proposals, sidecar: ProvenanceSidecar, sentences: SentenceReview, services: ReportServices) {
    this.#sentences = sentences;
    this.#proposals = proposals;
    this.#sidecar = sidecar;
    this.#services = services;
  }

  register(drafting: SectionDrafting, diff: ProposalDiff): vscode.Disposable {
    const end: DraftEnd = {
      accept: (document, proposal) => this.#accept(document, proposal),
      discard: (document, proposal) => this.#discard(document, proposal),
    };
    const decisions: Record<string, Decision> = {
      acceptProposal: (document, proposal) => this.#accept(document, proposal),
      keepBothTexts: (document, proposal) => this.#keepBoth(document, proposal),
      discardProposal: (document, proposal) => this.#discard(document, proposal),
      regenerateProposal: (document, proposal) => drafting.regenerate(document, proposal),
      regenerateAsWished: async (document, proposal) => {
        const wish = await askWish();
        if (wish !== undefined) await drafting.regenerate(document, proposal, wish);
      },
      reviewSentences: async (document, proposal) => {
        this.#sentences.begin(document, proposal);
      },
      leaveSentences: async () => {
        this.#sentences.leave();
      },
      acceptSentence: (document, proposal, named) => this.#sentences.accept(document, proposal, end, named),
      discardSentence: (document, proposal, named) => this.#sentences.discard(document, proposal, end, named),
      compareProposal: (document, proposal) => diff.show(document, proposal),
      showProvenance: (document, proposal) => showProvenance(document, proposal, this.#services),
    };
    return vscode.Disposable.from(
      this.#accepted,
      vscode.commands.registerCommand('llavaMed.stopDraft', (uri?: unknown) => {
        const document = namedDocument(uri);
        if (document) drafting.stop(document);
      }),
      vscode.commands.registerCommand('llavaMed.acceptAllProposals', (uri?: unknown) => this.#all(uri, end.accept)),
      vscode.commands.registerCommand('llavaMed.discardAllProposals', (uri?: unknown) => this.#all(uri, end.discard)),
      ...Object.entries(decisions).map(([name, decide]) =>
        vscode.commands.registerCommand(`llavaMed.${name}`, async (uri?: unknown, id?: unknown, named?: unknown) => {
          const found = this.#find(uri, id);
          if (!found) {
            void showInformation(messageText`There is no open draft at the cursor.`);
            return;
          }
          try {
            if (!readingOnly.has(name)) refuseSigned(found.document);
            await decide(found.document, found.proposal, typeof named === 'string' ? named : undefined);
          } catch (error) {
            void tellFailure(error, decision(), found.document, this.#services.log);
          }
        }),
      ),
    );
  }

  /** Decides about every open draft of a report, the last one first, so that places above stay what they are. */
  async #all(uri: unknown, decide: DraftEnd['accept']): Promise<void> {
    const document = namedDocument(uri);
    const open = document ? this.#proposals.open(document).filter(isDecidable) : [];
    if (!document || open.length === 0) {
      void showInformation(messageText`This report has no draft that waits.`);
      return;
    }
    try {
      refuseSigned(document);
      for (const proposal of open.toReversed()) await decide(document, proposal);
    } catch (error) {
      void tellFailure(error, decisions(), document, this.#services.log);
    }
  }

  /** The text in question leaves the document in one undo step; undoing it opens the proposal again. */
  async #accept(document: vscode.TextDocument, { id }: Proposal): Promise<void> {
    const change = (): ReturnType<typeof acceptChange> => {
      const proposal = this.#proposals.get(document, id);
      return proposal && acceptChange(proposal, document.getText());
    };
    if (change() && !(await editDocument(document, change)))
      throw new ReportError(t`The draft could not be accepted: the report cannot be edited.`);
    await this.#decided(document, id, 'accepted');
  }

  async #keepBoth(document: vscode.TextDocument, { id }: Proposal): Promise<void> {
    this.#proposals.update(document, id, (proposal) => ({ ...proposal, replaces: undefined }));
    await this.#decided(document, id, 'accepted');
  }

  async #discard(document: vscode.TextDocument, { id }: Proposal): Promise<void> {
    const done = await editDocument(document, () => {
      const proposal = this.#proposals.get(document, id);
      return proposal && discardChange(proposal, document.getText());
    });
    if (!done) throw new ReportError(t`The draft could not be discarded: the report cannot be edited.`);
    await this.#decided(document, id, 'discarded');
  }

  async #decided(document: vscode.TextDocument, id: string, state: 'accepted' | 'discarded'): Promise<void> {
    this.#proposals.update(document, id, (proposal) => ({ ...proposal, state }));
    const proposal = this.#proposals.get(document, id);
    if (!proposal) return;
    if (state === 'accepted') this.#accepted.fire({ document, section: proposal.section });
    const event: ProvenanceEvent = state === 'accepted' && isEdited(proposal) ? 'edited' : state;
    await this.#sidecar.record(document, proposal, event);
  }

  #find(uri: unknown, id: unknown): { document: vscode.TextDocument; proposal: Proposal } | undefined {
    if (typeof uri === 'string' && typeof id === 'string') {
      const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
      const proposal = document && this.#proposals.get(document, id);
      return document && proposal && isDecidable(proposal) ? { document, proposal } : undefined;
    }
    const editor = vscode.window.activeTextEditor;
    const open = editor ? this.#proposals.open(editor.document) : [];
    // Where only one waits, there is no other that could be meant.
    const proposal =
      editor &&
      (this.#proposals.openAt(editor.document, editor.selection.active) ?? (open.length === 1 ? open[0] : undefined));
    return editor && proposal && isDecidable(proposal) ? { document: editor.document, proposal } : undefined;
  }
}

function decision(): Undertaking {
  return { inLog: 'The decision about the draft', inWords: t`The decision about the draft` };
}

function decisions(): Undertaking {
  return { inLog: 'The decision about the drafts', inWords: t`The decision about the drafts` };
}
