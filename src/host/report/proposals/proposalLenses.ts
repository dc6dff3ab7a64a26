import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { replacesText, type Proposal } from '../../../report/drafts/proposal.ts';
import type { TextRange } from '../../../report/reading/textRange.ts';
import { isSignedReport } from '../documents/refuseSigned.ts';
import { toRange } from '../documents/reportDocuments.ts';
import { sectionInWords } from '../documents/sectionInWords.ts';
import type { Proposals } from './proposals.ts';
import { sentencePrint } from './sentencePrint.ts';

/** A draft that is judged by sentences. */
export interface BySentence {
  readonly onDidChange: vscode.Event<void>;
  isReviewing(id: string): boolean;
  /** The one in question. */
  sentence(document: vscode.TextDocument, proposal: Proposal): TextRange | undefined;
}

type Choice = (command: string, title: string, tooltip: string, ...more: readonly string[]) => vscode.Command;

/**
 * What a person can do about an open proposal; each command takes the document's URI and the proposal's id, or uses the
 * cursor.
 */
export function proposalCommands(document: vscode.TextDocument, proposal: Proposal): vscode.Command[] {
  const choice = choiceOf(document, proposal);
  if (proposal.state === 'writing') return [choice('stopDraft', t`Stop`, t`End the draft and take it out`)];
  const section = sectionInWords(proposal.section);
  const replaces = replacesText(proposal);
  return [
    choice(
      'acceptProposal',
      t`Accept`,
      replaces ? t`Put the draft in place of the ${section} above it` : t`Keep the draft as the ${section}`,
    ),
    choice('discardProposal', t`Discard`, t`Take the draft out again`),
    choice('reviewSentences', t`By Sentence`, t`Accept or take out each sentence by itself`),
    choice('regenerateProposal', t`Regenerate`, t`Let the model write another draft`),
    choice('regenerateAsWished', t`Regenerate…`, t`Let the model write it again as you wish, such as shorter`),
    ...(replaces
      ? [
          choice('keepBothTexts', t`Keep Both`, t`Keep the draft below the text above it`),
          choice('compareProposal', t`Compare`, t`Show what would change`),
        ]
      : []),
    choice('showProvenance', t`Provenance`, t`Show which model wrote this, and from which images`),
  ];
}

/**
 * What a person can do about a sentence of it: about `sentence` and no other where one is given, else about the one in
 * question.
 */
export function sentenceCommands(
  document: vscode.TextDocument,
  proposal: Proposal,
  sentence?: TextRange,
): vscode.Command[] {
  const choice = choiceOf(document, proposal);
  const named = sentence ? [sentencePrint(document.getText(), proposal.draft.range, sentence)] : [];
  return [
    choice('acceptSentence', t`Accept Sentence`, t`Keep this sentence and go to the next one`, ...named),
    choice('discardSentence', t`Discard Sentence`, t`Take this sentence out and go to the next one`, ...named),
    choice('acceptProposal', t`Accept the Rest`, t`Keep all sentences that are left`),
    choice('leaveSentences', t`As a Whole`, t`Judge the draft as a whole`),
  ];
}

function choiceOf(document: vscode.TextDocument, { id }: Proposal): Choice {
  return (command, title, tooltip, ...more) => ({
    command: `llavaMed.${command}`,
    title,
    tooltip,
    arguments: [document.uri.toString(), id, ...more],
  });
}

/** Accept · Discard · By Sentence · Regenerate · Provenance above every open draft, or above its sentence in question. */
export class ProposalLenses implements vscode.CodeLensProvider {
  readonly #proposals: Proposals;
  readonly #bySentence: BySentence;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(proposals: Proposals, bySentence: BySentence) {
    this.#proposals = proposals;
    this.#bySentence = bySentence;
    this.onDidChangeCodeLenses = (listener, thisArgs, disposables) => {
      const tell = (): void => {
        listener.call(thisArgs);
      };
      const both = vscode.Disposable.from(proposals.onDidChange(tell), bySentence.onDidChange(tell));
      disposables?.push(both);
      return both;
    };
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const open = this.#proposals.open(document);
    if (open.length === 0 || isSignedReport(document)) return [];
    return open.flatMap((proposal) => {
      const isBySentence = this.#bySentence.isReviewing(proposal.id);
      const sentence = isBySentence ? this.#bySentence.sentence(document, proposal) : undefined;
      const { start } = toRange(document, sentence ?? proposal.draft.range);
      const commands = sentence ? sentenceCommands(document, proposal, sentence) : proposalCommands(document, proposal);
      return commands.map((command) => new vscode.CodeLens(new vscode.Range(start, start), command));
    });
  }
}
