import type * as vscode from 'vscode';
import {
  currentVersion,
  isEdited,
  isOpen,
  type DraftPrint,
  type Proposal,
  type TrackedText,
} from '../../../report/drafts/proposal.ts';
import type { DraftOrigin } from '../../../report/drafts/provenance.ts';
import { textSha256 } from '../documents/textSha256.ts';
import type { DraftableSection } from '../../../report/prompts/sectionPrompts.ts';

/** Where a text stood and what it was, without the text itself: reports stay out of the editor's storage. */
interface StoredText {
  readonly start: number;
  readonly length: number;
  readonly sha256: string;
}

interface StoredProposal {
  readonly id: string;
  readonly section: DraftableSection;
  readonly draft: StoredText;
  readonly replaces: StoredText | null;
  readonly before: string;
  readonly after: string;
  readonly origin: DraftOrigin;
  readonly edited: boolean;
  /** Missing in what an older version kept: nothing is known. */
  readonly print?: DraftPrint;
  readonly judged?: readonly StoredText[];
  readonly isIncomplete?: true;
}

type StoredProposals = Readonly<Record<string, readonly StoredProposal[]>>;

const key = 'report.proposals';

/** Keeps the open proposals of every document over a reload of the window. */
export class ProposalMemory {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  async keep(uri: vscode.Uri, proposals: readonly Proposal[]): Promise<void> {
    const { [uri.toString()]: before, ...others } = this.#read();
    const open = proposals.filter(isOpen).map(stored);
    if (before === undefined && open.length === 0) return;
    await this.#memento.update(key, open.length === 0 ? others : { ...others, [uri.toString()]: open });
  }

  /** A file has another name; its proposals go with it. */
  async rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const { [from.toString()]: moved, ...others } = this.#read();
    if (moved) await this.#memento.update(key, { ...others, [to.toString()]: moved });
  }

  /**
   * The proposals whose drafts still stand in the text. A document that was just saved for the first time has those of
   * the untitled one that it was. `taken` are proposals that another document already has.
   */
  recall(uri: vscode.Uri, text: string): Proposal[] {
    const all = this.#read();
    const own = all[uri.toString()];
    const candidates =
      own ??
      Object.entries(all).flatMap(([from, list]) =>
        from.startsWith('untitled:') && uri.scheme !== 'untitled' ? list : [],
      );
    return candidates.flatMap((one) => restored(one, text) ?? []);
  }

  #read(): StoredProposals {
    return this.#memento.get<StoredProposals>(key, {});
  }
}

function stored(proposal: Proposal): StoredProposal {
  const { id, section, before, after } = proposal;
  const version = currentVersion(proposal);
  const remember = ({ range, text }: TrackedText): StoredText => ({
    start: range.start,
    length: text.length,
    sha256: textSha256(text),
  });
  const replaces = proposal.replaces ? remember(proposal.replaces) : null;
  return {
    id,
    section,
    before,
    after,
    replaces,
    draft: remember(proposal.draft),
    origin: version.origin,
    edited: isEdited(proposal),
    ...(version.print && { print: version.print }),
    ...(proposal.judged && { judged: proposal.judged.map(remember) }),
    ...(proposal.state === 'writing' || proposal.isIncomplete === true ? { isIncomplete: true as const } : {}),
  };
}

function restored(one: StoredProposal, text: string): Proposal | undefined {
  const draft = find(one.draft, text);
  if (!draft) return undefined;
  const replaces = one.replaces ? find(one.replaces, text) : undefined;
  // Which words were the model's is no longer known once a person has changed them: an empty version says that they
  // differ.
  const version = { text: one.edited ? '' : draft.text, origin: one.origin, ...(one.print && { print: one.print }) };
  const judged = one.judged?.flatMap((sentence) => find(sentence, text) ?? []);
  return {
    id: one.id,
    section: one.section,
    state: 'pending',
    draft,
    replaces,
    before: one.before,
    after: one.after,
    versions: [version],
    ...(judged && { judged }),
    ...(one.isIncomplete && { isIncomplete: true }),
  };
}

/** Looks at the old place first, then wherever a paragraph can start. */
function find({ start, length, sha256: wanted }: StoredText, text: string): TrackedText | undefined {
  const places = [start, ...Array.from(text.matchAll(/(?<=^[ \t]*|[:.!?][ \t]+)(?=\S)/gm), (match) => match.index)];
  for (const place of places) {
    const found = text.slice(place, place + length);
    if (found.length === length && textSha256(found) === wanted)
      return { range: { start: place, end: place + length }, text: found };
  }
  return undefined;
}
