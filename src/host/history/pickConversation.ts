import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ChatLibrary } from '../../chats/chatLibrary.ts';
import type { ChatRef } from '../../chats/chatSummary.ts';
import { type FoundRow, type HistoryRow, untitled } from '../../protocol/historyView.ts';
import { labelText, type LabelText } from '../../text/labelText.ts';
import { whenText } from '../../text/whenText.ts';
import { createPicker, type PickItem } from '../messages/picks.ts';
import { tellHistoryFailure } from './historyFailure.ts';
import { foundRow, historyRow, type Standpoint } from './historyRows.ts';
import type { HistoryServices } from './historyServices.ts';

/** Typing is quicker than reading conversations. */
const QUIET_MS = 120;

interface ConversationItem extends PickItem {
  readonly ref: ChatRef;
}

export interface ConversationPick {
  readonly title: LabelText;
  /** Which of them can be chosen; absent: all. */
  readonly isMeant?: (row: HistoryRow) => boolean;
}

/**
 * Lets a person choose a conversation: this workspace's first, and by what is typed those whose titles or texts have the
 * words. Undefined when the person leaves.
 */
export async function pickConversation(
  services: HistoryServices,
  library: Pick<ChatLibrary, 'list' | 'search'>,
  standpoint: Standpoint,
  { title, isMeant }: ConversationPick,
): Promise<ChatRef | undefined> {
  const picker = createPicker<ConversationItem>(title, labelText`Type words of a title, a question or an answer`);
  picker.busy = true;
  const all = library.list().then((summaries) => {
    const rows = summaries.map((summary) => historyRow(summary, standpoint));
    return ordered(isMeant === undefined ? rows : rows.filter(isMeant)).map(item);
  });
  const find = async (words: string, signal: AbortSignal): Promise<readonly ConversationItem[]> => {
    const found = (await library.search(words, signal)).map((each) => foundRow(each, standpoint));
    return found.filter(({ row }) => isMeant?.(row) ?? true).map(foundItem);
  };
  const shown = new LatestItems(picker, services, (words, signal) => (words === '' ? all : find(words, signal)));
  picker.onDidChangeValue((value) => {
    shown.showSoon(value.trim());
  });
  shown.showSoon('');
  const chosen = new Promise<ChatRef | undefined>((resolve) => {
    picker.onDidAccept(() => {
      const [active] = picker.activeItems;
      if (active === undefined) return;
      resolve(active.ref);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      shown.dispose();
      picker.dispose();
    });
  });
  picker.show();
  return chosen;
}

/** Fills a picker for the words that were typed last; what was looked for before is given up. */
class LatestItems {
  readonly #picker: vscode.QuickPick<ConversationItem>;
  readonly #services: HistoryServices;
  readonly #read: (words: string, signal: AbortSignal) => Promise<readonly ConversationItem[]>;
  #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    picker: vscode.QuickPick<ConversationItem>,
    services: HistoryServices,
    read: (words: string, signal: AbortSignal) => Promise<readonly ConversationItem[]>,
  ) {
    this.#picker = picker;
    this.#services = services;
    this.#read = read;
  }

  showSoon(words: string): void {
    this.dispose();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#picker.busy = true;
    this.#timer = setTimeout(() => void this.#show(words, signal), words === '' ? 0 : QUIET_MS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  async #show(words: string, signal: AbortSignal): Promise<void> {
    try {
      const items = await this.#read(words, signal);
      if (!signal.aborted) this.#picker.items = items;
    } catch (error) {
      if (!signal.aborted) tellHistoryFailure(this.#services, 'read', error);
    }
    if (!signal.aborted) this.#picker.busy = false;
  }
}

/** This workspace's first, archived ones last; else as the library has them. */
function ordered(rows: readonly HistoryRow[]): readonly HistoryRow[] {
  const rank = ({ archived, isOfThisWorkspace }: HistoryRow): number => (archived ? 2 : isOfThisWorkspace ? 0 : 1);
  return rows.toSorted((one, other) => rank(one) - rank(other));
}

function item(row: HistoryRow): ConversationItem {
  const name = row.title === '' ? untitled() : row.title;
  return {
    ref: row.ref,
    label: row.pinned ? labelText`$(pinned) ${name}` : labelText`${name}`,
    description: labelText`${aboutRow(row)}`,
    // The library has chosen; the picker's own filter knows the titles only.
    alwaysShow: true,
  };
}

function foundItem({ row, matches }: FoundRow): ConversationItem {
  const [first] = matches;
  return first === undefined ? item(row) : { ...item(row), detail: labelText`${first.text}` };
}

function aboutRow({ workspaceName, changedAt, archived, open }: HistoryRow): string {
  const state = open === 'no' ? '' : open === 'here' ? t`open here` : t`open in another window`;
  const when = whenText(changedAt, Date.now(), vscode.env.language);
  return [workspaceName, when, archived ? t`archived` : '', state].filter((part) => part !== '').join(' · ');
}
