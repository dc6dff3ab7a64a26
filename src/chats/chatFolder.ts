import { randomUUID } from 'node:crypto';
import { access, mkdir, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHAT_FILE, chatPath, isChatId } from './chatPlace.ts';
import type { ChatRef } from './chatSummary.ts';
import { HEARTBEAT_MS, claimOwner } from './folderOwner.ts';

const SEEN = 'seen';
const GUEST = '.guest';

/** A window, as far as chats go: all chats are in folders of workspaces below `root`, and it is of one of these. */
export interface ChatWindow {
  readonly root: string;
  readonly workspace: string;
}

/**
 * A folder that holds one chat, and belongs to one window at a time. Two windows on one workspace share the storage, so
 * each must know what is its own.
 *
 * A window marks the chat that it shows as seen, and takes the mark away when it puts the chat away; so a chat with the
 * mark and without an owner is one that a window had when it ended. The mark is in the folder; of a chat of another
 * workspace, in the folder of the window's.
 */
export class ChatFolder {
  readonly ref: ChatRef;
  readonly path: string;
  readonly #ownerFile: string;
  readonly #window: ChatWindow;
  readonly #heartbeat: NodeJS.Timeout;
  #touching: Promise<void> = Promise.resolve();

  private constructor(window: ChatWindow, ref: ChatRef, path: string, ownerFile: string) {
    this.ref = ref;
    this.path = path;
    this.#window = window;
    this.#ownerFile = ownerFile;
    this.#heartbeat = setInterval(() => {
      void this.#touch();
    }, HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  /** Undefined where a window has it, or there is none. */
  static async claim(window: ChatWindow, ref: ChatRef): Promise<ChatFolder | undefined> {
    const path = chatPath(window.root, ref);
    const ownerFile = path === undefined ? undefined : await claimOwner(path);
    if (path === undefined || ownerFile === undefined) return undefined;
    const folder = new ChatFolder(window, ref, path, ownerFile);
    await folder.#touch();
    return folder;
  }

  static async create(window: ChatWindow): Promise<ChatFolder> {
    const ref = { workspace: window.workspace, id: randomUUID() };
    await mkdir(join(window.root, ref.workspace, ref.id), { recursive: true });
    const folder = await ChatFolder.claim(window, ref);
    if (folder === undefined) throw new Error('A new chat folder was taken by another window.');
    return folder;
  }

  /** The chats that windows on the workspace had last, the latest first; they may still have them. */
  static async lastSeen(window: ChatWindow): Promise<readonly ChatRef[]> {
    const parent = join(window.root, window.workspace);
    const names = await readdir(parent).catch(() => []);
    const found = await Promise.all(names.map((name) => seenChat(window, parent, name)));
    return found
      .filter((chat) => chat !== undefined)
      .sort((one, other) => other.at - one.at)
      .map(({ ref }) => ref);
  }

  /** Whether another window has taken it since, as after a long sleep, or it was removed by hand. */
  async isLost(): Promise<boolean> {
    return !(await exists(this.#ownerFile));
  }

  async hasChat(): Promise<boolean> {
    return exists(join(this.path, CHAT_FILE));
  }

  /** Lets another window have it. `putAway`: only where it is asked for. */
  async release(how: 'leftOpen' | 'putAway'): Promise<void> {
    clearInterval(this.#heartbeat);
    await (how === 'leftOpen' ? this.#touch() : this.#unmark());
    await rm(this.#ownerFile, { force: true });
  }

  /** Of one that is lost: leaves it as it is. */
  abandon(): void {
    clearInterval(this.#heartbeat);
  }

  /** Removes it with all that is in it. */
  async remove(): Promise<void> {
    clearInterval(this.#heartbeat);
    await this.#unmark();
    await rm(this.path, { recursive: true, force: true, maxRetries: 3 });
  }

  #touch(): Promise<void> {
    this.#touching = this.#touching.then(async () => {
      const now = new Date();
      try {
        await utimes(this.#ownerFile, now, now);
        await writeFile(this.#mark, this.#isGuest ? this.ref.workspace : '');
      } catch {
        // the folder was removed by hand, or is another window's by now: see `isLost`
      }
    });
    return this.#touching;
  }

  async #unmark(): Promise<void> {
    await this.#touching;
    await rm(this.#mark, { force: true });
  }

  get #isGuest(): boolean {
    return this.ref.workspace !== this.#window.workspace;
  }

  get #mark(): string {
    return this.#isGuest
      ? join(this.#window.root, this.#window.workspace, `${this.ref.id}${GUEST}`)
      : join(this.path, SEEN);
  }
}

async function seenChat(
  { root, workspace }: ChatWindow,
  parent: string,
  name: string,
): Promise<{ readonly ref: ChatRef; readonly at: number } | undefined> {
  const id = name.replace(GUEST, '');
  if (!isChatId(id)) return undefined;
  try {
    if (name === id) return { ref: { workspace, id }, at: (await stat(join(parent, id, SEEN))).mtimeMs };
    const at = (await stat(join(parent, name))).mtimeMs;
    const ref = { workspace: await readFile(join(parent, name), 'utf8'), id };
    const path = chatPath(root, ref);
    if (path !== undefined && (await exists(path))) return { ref, at };
    await rm(join(parent, name), { force: true });
  } catch {
    // not marked
  }
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
