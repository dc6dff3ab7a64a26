import * as vscode from 'vscode';
import type { Claim } from '../../../report/prompts/claimQuestion.ts';
import { worstVerdict, type Agreement, type ClaimVerdict } from '../../../report/prompts/claimVerdict.ts';
import type { NotAskedReason } from '../../../report/prompts/notAsked.ts';
import { reportClaims, type ClaimedSentence } from '../../../report/prompts/reportClaims.ts';
import { shiftRange, type TextRange } from '../../../report/reading/textRange.ts';
import { reportOf } from '../documents/reportDocuments.ts';

/** A claim with what the model answered. */
export interface ClaimCheck {
  readonly claim: Claim;
  readonly agreement: Agreement;
  /** Different answers as the model wrote them, for a person. */
  readonly answers: readonly string[];
}

/** Who answered, and when. */
export interface ClaimOrigin {
  readonly model: string;
  readonly isDemo: boolean;
  /** What the answers are worth, if they are worth nothing. */
  readonly warning: string | undefined;
  /** Names of the files, for people. */
  readonly images: string;
  readonly temperature: number;
  readonly time: Date;
}

export type ClaimOutcome =
  | { readonly kind: 'asked'; readonly checks: readonly ClaimCheck[]; readonly origin: ClaimOrigin }
  | { readonly kind: 'notAsked'; readonly reason: NotAskedReason };

/** A sentence that waits for its answers, or has them; followed through edits until it changes. */
export interface FollowedSentence {
  readonly id: number;
  readonly document: vscode.TextDocument;
  readonly text: string;
  readonly claims: readonly Claim[];
  readonly range: TextRange;
  readonly outcome: ClaimOutcome | undefined;
}

export interface CheckedSentence extends FollowedSentence {
  readonly outcome: ClaimOutcome;
}

interface Entry extends FollowedSentence {
  range: TextRange;
  outcome: ClaimOutcome | undefined;
  /** The images that the report named when it was asked. */
  images: string;
}

/** A person who types is waited for: then the sentences are read anew. */
const pauseMs = 300;

/** The answers of this window, in memory only. They follow edits elsewhere and go when their sentence changes. */
export class ClaimResults implements vscode.Disposable {
  readonly #entries = new Map<vscode.TextDocument, Entry[]>();
  readonly #waiting = new Map<vscode.TextDocument, NodeJS.Timeout>();
  readonly #changed = new vscode.EventEmitter<vscode.TextDocument>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;
  #lastId = 0;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.onDidChangeTextDocument((event) => {
        this.#follow(event);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.clear(document);
      }),
    );
  }

  get isEmpty(): boolean {
    return [...this.#entries.values()].every((entries) => entries.every(({ outcome }) => outcome === undefined));
  }

  /** The sentences with an outcome, in the order of the text. */
  of(document: vscode.TextDocument): readonly CheckedSentence[] {
    return (this.#entries.get(document) ?? [])
      .filter((entry): entry is Entry & { outcome: ClaimOutcome } => entry.outcome !== undefined)
      .sort((a, b) => a.range.start - b.range.start);
  }

  /** Follows sentences as they are now, until they have an outcome. */
  begin(document: vscode.TextDocument, sentences: readonly ClaimedSentence[]): readonly FollowedSentence[] {
    const text = document.getText();
    const begun = sentences.map(({ range, claims }): Entry => {
      this.#lastId += 1;
      const own = text.slice(range.start, range.end);
      return { id: this.#lastId, document, text: own, claims, range, outcome: undefined, images: '' };
    });
    this.#entries.set(document, [...(this.#entries.get(document) ?? []), ...begun]);
    return begun;
  }

  /** False when the sentence was changed meanwhile. */
  isFollowed({ id, document }: FollowedSentence): boolean {
    return this.#entries.get(document)?.some((one) => one.id === id) === true;
  }

  /** Puts the outcome beside its sentence, in place of one before; `images` as {@link imagesOf} named them then. */
  finish({ id, document }: FollowedSentence, outcome: ClaimOutcome, images = imagesOf(document)): void {
    const entries = this.#entries.get(document);
    const entry = entries?.find((one) => one.id === id);
    if (!entries || !entry || images !== imagesOf(document)) return;
    entry.outcome = outcome;
    entry.images = images;
    const isOlder = (one: Entry): boolean =>
      one !== entry && one.outcome !== undefined && one.range.start === entry.range.start;
    this.#keep(
      document,
      entries.filter((one) => !isOlder(one)),
    );
    this.#changed.fire(document);
  }

  /** Follows no longer what has no outcome. */
  giveUp(sentences: readonly FollowedSentence[]): void {
    const ids = new Set(sentences.map(({ id }) => id));
    for (const [document, entries] of this.#entries)
      this.#keep(
        document,
        entries.filter(({ id, outcome }) => outcome !== undefined || !ids.has(id)),
      );
  }

  /** Of a document, or of all. */
  clear(document?: vscode.TextDocument): void {
    const documents = document ? [document] : [...this.#entries.keys()];
    for (const one of documents) {
      clearTimeout(this.#waiting.get(one));
      this.#waiting.delete(one);
      if (this.#entries.delete(one)) this.#changed.fire(one);
    }
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const entries = this.#entries.get(document);
    if (!entries || contentChanges.length === 0) return;
    for (const entry of entries)
      for (const { rangeOffset, rangeLength, text } of contentChanges)
        entry.range = shiftRange(entry.range, { offset: rangeOffset, length: rangeLength, text });
    const whole = document.getText();
    this.#keep(
      document,
      entries.filter(({ range, text }) => whole.slice(range.start, range.end) === text),
    );
    this.#changed.fire(document);
    clearTimeout(this.#waiting.get(document));
    this.#waiting.set(
      document,
      setTimeout(() => {
        this.#readAnew(document);
      }, pauseMs),
    );
  }

  /** A sentence also changes by what is written behind it, and an answer is about the images that are named. */
  #readAnew(document: vscode.TextDocument): void {
    this.#waiting.delete(document);
    const entries = this.#entries.get(document);
    const report = reportOf(document);
    if (!entries) return;
    const ranges = report ? reportClaims(document.getText(), report).map(({ range }) => range) : [];
    const places = new Set(ranges.map(({ start, end }) => `${String(start)} ${String(end)}`));
    const images = imagesOf(document);
    const left = entries.filter(
      ({ range, ...entry }) =>
        places.has(`${String(range.start)} ${String(range.end)}`) &&
        (entry.outcome === undefined || entry.images === images),
    );
    if (left.length === entries.length) return;
    this.#keep(document, left);
    this.#changed.fire(document);
  }

  #keep(document: vscode.TextDocument, entries: Entry[]): void {
    if (entries.length === 0) this.#entries.delete(document);
    else this.#entries.set(document, entries);
  }
}

/** Undefined where nothing was asked. */
export function verdictOf({ outcome }: CheckedSentence): ClaimVerdict | undefined {
  return outcome.kind === 'asked' ? worstVerdict(outcome.checks.map(({ agreement }) => agreement.verdict)) : undefined;
}

/** `yes 5 of 5`; of several claims each, the one against the sentence first. `inWords`: how one is said. */
export function countsOf(
  { outcome }: CheckedSentence,
  inWords: (agreement: Agreement) => string = ({ text }) => text,
): string {
  if (outcome.kind === 'notAsked') return '';
  const order: readonly ClaimVerdict[] = ['contradicted', 'unclear', 'supported'];
  return outcome.checks
    .toSorted((a, b) => order.indexOf(a.agreement.verdict) - order.indexOf(b.agreement.verdict))
    .map(({ agreement }) => inWords(agreement))
    .join(', ');
}

/** The images that a report names, as one key. */
export function imagesOf(document: vscode.TextDocument): string {
  return JSON.stringify(reportOf(document)?.frontMatter?.images ?? []);
}
