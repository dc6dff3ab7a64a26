import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Frame, type Locator, type Page } from '@playwright/test';
import { dropFiles } from './realDrop.ts';

const shots = join(dirname(fileURLToPath(import.meta.url)), 'shots');

/**
 * Hosts that a window may name: the server itself, and the webview's resource host, which the page's own service worker
 * answers.
 */
const localHost = /^(127\.0\.0\.1|localhost|[\w.+-]+\.vscode-cdn\.net)$/;

/** One window of the real workbench, driven as a person drives it. */
export class WorkbenchWindow {
  readonly page: Page;
  /** The window's folder: this test's own copy of the samples. */
  readonly folder: string;
  /** Hosts other than this machine that the window asked for. */
  readonly outsideHosts = new Set<string>();
  /** Errors on the console of the window, its webviews and the extension host's failures shown there. */
  readonly consoleErrors: string[] = [];

  constructor(page: Page, folder: string) {
    this.page = page;
    this.folder = folder;
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && !localHost.test(hostname)) this.outsideHosts.add(hostname);
    });
    page.on('pageerror', (error) => this.consoleErrors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.consoleErrors.push(message.text());
    });
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.locator('.monaco-workbench').waitFor();
    await this.#activityIcon().waitFor();
  }

  /** The editor's word that the folder is not trusted yet, as it stands above a window in a fresh profile. */
  trustBanner(): Locator {
    return this.page.getByRole('banner').filter({ hasText: 'Trust this folder to enable all features' });
  }

  /** Trusts the folder as a person does: by the banner, and the page that it leads to. */
  async trustFolder(): Promise<void> {
    await this.trustBanner().getByRole('button', { name: 'Manage' }).click();
    await this.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await this.trustBanner().waitFor({ state: 'hidden' });
    await this.runCommand('View: Close Editor');
  }

  /** Reloads the window, as "Developer: Reload Window" does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.#activityIcon().waitFor();
  }

  /** Shows the chat panel (if it is not shown) and answers its document. */
  async openChat(): Promise<Frame> {
    const icon = this.#activityIcon();
    let panel: Frame | undefined;
    await expect(async () => {
      const selected = await icon.evaluate(
        (element) => element.closest('.action-item')?.classList.contains('checked') === true,
      );
      // A window that is still opening does not know yet what it will show, and hides it when it is asked for.
      if (!selected) await icon.click();
      panel = await this.webview('[data-testid="panel"]', 10_000);
    }).toPass({ timeout: 60_000 });
    if (!panel) throw new Error('There is no chat.');
    return panel;
  }

  /** Hides the side bar, and with it the chat panel. */
  async hideSideBar(): Promise<void> {
    await this.runCommand('View: Toggle Primary Side Bar Visibility');
  }

  /**
   * The document of the webview that holds the element; webviews come and go, so ask again after showing another view.
   */
  async webview(selector: string, timeout = 60_000): Promise<Frame> {
    let found: Frame | undefined;
    await expect(async () => {
      found = undefined;
      for (const frame of this.page.frames()) {
        if (!frame.url().includes('fake.html') && frame.name() !== 'active-frame') continue;
        if ((await frame.locator(selector).count()) > 0) found = frame;
      }
      expect(found, `a webview with ${selector}`).toBeDefined();
    }).toPass({ timeout });
    if (!found) throw new Error(`No webview holds ${selector}.`);
    return found;
  }

  /** Drops files of the disk (absolute paths) onto an element, of a webview too; without Shift. */
  async drop(target: Locator, ...paths: readonly string[]): Promise<void> {
    await dropFiles(this.page, target, paths);
  }

  /** Puts a PNG file on the real clipboard, focuses the element and presses Ctrl+V. */
  async pasteImage(target: Locator, pngPath: string): Promise<void> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const base64 = (await readFile(pngPath)).toString('base64');
    await this.page.evaluate(async (data) => {
      const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
    }, base64);
    await target.click();
    await this.page.keyboard.press('Control+V');
  }

  /** Runs a command by its title from the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.#quickly('F1', `>${title}`, title);
  }

  /** Opens a file of the folder in an editor by quick open. */
  async openFile(name: string): Promise<void> {
    await this.#quickly('Control+P', name, basename(name));
    await this.editorTab(basename(name)).waitFor();
  }

  /** Types into the quick input that is open (palette, picker, input box). */
  async fillQuickInput(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor();
    await input.fill(text);
  }

  /** Picks the first entry of the open picker that shows the text. */
  async pick(text: string): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
    await this.page
      .locator('.quick-input-widget')
      .waitFor({ state: 'hidden', timeout: 2000 })
      .catch(() => undefined);
  }

  /**
   * Answers the simple file dialog of a workbench in a browser, without a path with the one that it offers. A dialog that
   * is still opening forgets what was typed, and what was pressed, so that is looked for before the button is pressed: the
   * row `shows`, if any, and the path itself.
   */
  async answerFileDialog(title: string, path?: string, button = 'OK', shows?: string): Promise<void> {
    const dialog = this.page.locator('.quick-input-widget', { hasText: title });
    const input = dialog.locator('input').first();
    await dialog.getByRole('button', { name: button }).waitFor();
    let isAnswered = false;
    await expect(async () => {
      if (isAnswered && !(await dialog.isVisible())) return;
      if (path !== undefined) await input.fill(path, { timeout: 5000 });
      if (shows !== undefined)
        await dialog.locator('.monaco-list-row', { hasText: shows }).first().waitFor({ timeout: 5000 });
      await expect(input).toHaveValue(path ?? /\/./, { timeout: 1000 });
      await dialog.getByRole('button', { name: button }).click({ timeout: 5000 });
      isAnswered = true;
      await expect(dialog).toBeHidden({ timeout: 5000 });
    }).toPass({ timeout: 60_000 });
  }

  editorTab(name: string): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: name });
  }

  /** A line of the active editor that holds the text. Monaco shows spaces as no-break spaces. */
  editorLine(text: string): Locator {
    return this.page
      .locator('.editor-group-container.active .view-line', {
        hasText: new RegExp(escapeForRegExp(text).replaceAll(' ', '[ \\u00a0]')),
      })
      .first();
  }

  /** Puts the cursor at the start of the 1-based line of the active editor. */
  async goToLine(line: number): Promise<void> {
    // An editor that has just opened has no cursor yet, and forgets where it was sent.
    await this.page.getByText(/^Ln \d+, Col/).waitFor();
    await expect(async () => {
      await this.page.keyboard.press('Control+G');
      await this.fillQuickInput(`:${line}`);
      await this.page.keyboard.press('Enter');
      await expect(this.page.getByText(`Ln ${line}, Col 1`, { exact: true })).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 60_000 });
  }

  /** Opens the code action menu at the cursor and chooses the entry with the title. */
  async codeAction(title: string): Promise<void> {
    const entry = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    // Right after an edit, and after the window was opened, the lists of actions may be a moment late; Escape and ask
    // again, as a person does.
    await expect(async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('Control+.');
      await entry.waitFor({ timeout: 1500 });
    }).toPass({ timeout: 60_000 });
    await entry.click();
  }

  codeLens(title: string): Locator {
    return this.page.locator('.codelens-decoration a', { hasText: title }).first();
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text }).first();
  }

  /** Drags the edge of the side bar until it is so many CSS pixels wide. */
  async setSideBarWidth(width: number): Promise<void> {
    const { mouse } = this.page;
    const side = this.page.locator('.part.sidebar');
    const box = await side.boundingBox();
    if (box === null) throw new Error('There is no side bar.');
    await mouse.move(box.x + box.width, box.y + box.height / 2);
    await mouse.down();
    await mouse.move(box.x + width, box.y + box.height / 2, { steps: 5 });
    await mouse.up();
    await expect.poll(async () => Math.round((await side.boundingBox())?.width ?? 0)).toBe(width);
  }

  /** Right-clicks a file in the Explorer and chooses an entry of its menu. */
  async explorerMenu(file: string, entry: string): Promise<void> {
    await this.runCommand('View: Show Explorer');
    const row = this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).first();
    const item = this.page.locator('.context-view .action-label', { hasText: entry }).first();
    // A list that is still being filled takes its menu away again.
    await expect(async () => {
      await this.page.keyboard.press('Escape');
      await row.click({ button: 'right', timeout: 5000 });
      await item.waitFor({ timeout: 5000 });
    }).toPass({ timeout: 60_000 });
    // A menu that has just opened takes a click for the end of the one that opened it.
    await expect(async () => {
      if (await item.isVisible()) await item.click();
      await expect(item).toBeHidden({ timeout: 1000 });
    }).toPass();
  }

  /** Saves the active editor and answers what then is in the file. */
  async savedText(file: string): Promise<string> {
    await this.page.keyboard.press('Control+S');
    await expect(this.page.locator('.tabs-container .tab.active.dirty')).toHaveCount(0);
    return readFile(join(this.folder, file), 'utf8');
  }

  /** A picture for people, in the git-ignored shots folder. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(shots, `${name}.png`) });
  }

  /** An editor that takes the focus when it is ready closes a picker; then it is opened again, as a person does. */
  async #quickly(key: string, text: string, entry: string): Promise<void> {
    const picker = this.page.locator('.quick-input-widget');
    await expect(async () => {
      await this.page.keyboard.press(key);
      await picker.locator('input').first().fill(text, { timeout: 5000 });
      await picker.locator('.monaco-list-row', { hasText: entry }).first().click({ timeout: 5000 });
    }).toPass({ timeout: 60_000 });
    await picker.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => undefined);
  }

  #activityIcon(): Locator {
    return this.page.locator('.activitybar .action-label[aria-label^="LLaVA-Med"]');
  }

  /**
   * Waits until the text is in the editor's storage, which it writes a moment after it was told: what a window that
   * opens again starts from.
   */
  async untilStored(text: string): Promise<void> {
    await expect
      .poll(() =>
        this.page.evaluate(async (wanted) => {
          const settled = <T>(request: IDBRequest<T>): Promise<T> =>
            new Promise((resolve, reject) => {
              request.onsuccess = () => {
                resolve(request.result);
              };
              request.onerror = () => {
                reject(request.error ?? new Error('The storage cannot be read.'));
              };
            });
          for (const { name } of (await indexedDB.databases()).filter(({ name }) =>
            name?.startsWith('vscode-web-state-db'),
          )) {
            const database = await settled(indexedDB.open(name ?? ''));
            const found = await Promise.all(
              [...database.objectStoreNames].map(async (store): Promise<boolean> => {
                const values: unknown[] = await settled(database.transaction(store).objectStore(store).getAll());
                return values.some((value) => typeof value === 'string' && value.includes(wanted));
              }),
            );
            database.close();
            if (found.includes(true)) return true;
          }
          return false;
        }, text),
      )
      .toBe(true);
  }
}

function escapeForRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
