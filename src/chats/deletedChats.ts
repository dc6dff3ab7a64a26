import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { chatKey, chatPath } from './chatPlace.ts';
import type { ChatRef } from './chatSummary.ts';
import { claimOwner } from './folderOwner.ts';

/** Where deleted chats wait for a person who thinks better of it. */
export class DeletedChats {
  readonly #root: string;
  readonly #folder: string;

  constructor(root: string) {
    this.#root = root;
    this.#folder = join(root, '.deleted');
  }

  /** False: a window has it, or it is gone. */
  async take(ref: ChatRef): Promise<boolean> {
    const path = chatPath(this.#root, ref);
    const owner = path === undefined ? undefined : await claimOwner(path);
    if (path === undefined || owner === undefined) return false;
    try {
      await mkdir(this.#folder, { recursive: true });
      // back again, it is no chat that a window had when it ended
      await rm(join(path, 'seen'), { force: true });
      await rename(path, this.#pathOf(ref));
    } catch (error) {
      await rm(owner, { force: true });
      throw error;
    }
    await rm(join(this.#pathOf(ref), owner.slice(path.length)), { force: true });
    return true;
  }

  /** Rejects where it was removed for good. */
  async giveBack(ref: ChatRef): Promise<void> {
    const path = chatPath(this.#root, ref);
    if (path === undefined) return;
    await mkdir(dirname(path), { recursive: true });
    await rename(this.#pathOf(ref), path);
  }

  /** Removes for good what was deleted so long ago. */
  async purge(olderThanMs: number): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) {
      const path = join(this.#folder, name);
      const deletedAt = await stat(path).then(
        ({ ctimeMs }) => ctimeMs,
        () => 0,
      );
      if (Date.now() - deletedAt >= olderThanMs) await rm(path, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  #pathOf(ref: ChatRef): string {
    return join(this.#folder, chatKey(ref));
  }
}
