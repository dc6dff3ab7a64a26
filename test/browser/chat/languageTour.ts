import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from '@playwright/test';
import { root } from '../../../scripts/paths.mjs';
import { bundleFile, manifestFile } from '../../../scripts/texts/languageFaults.mjs';
import { viewerInFront } from '../openInViewer.ts';
import { expect, folderWith } from '../workbench.ts';
import type { WorkbenchWindow } from '../workbenchWindow.ts';

type Texts = Readonly<Record<string, string>>;

const reportName = 'draft.md';
const report = '---\nimages: [chest-left-effusion.dcm]\n---\n\n## Findings\n\n## Impression\n';
const findingsLine = 5;

function read(file: string): Texts {
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as Texts;
}

/** Fills the folder of a tour before its window opens. */
export const withReport = folderWith((folder) => writeFile(join(folder, reportName), report));

/** What a language says for the English; it must say something else, or it shows nothing. */
function inLanguage(texts: Texts, english: string): string {
  const said = texts[english];
  if (said === undefined || said === english) throw new Error(`"${english}" is not said in another way.`);
  return said;
}

/** Texts and names of a page that are there in English though the language has them. */
export async function englishLeft(view: Frame, bundle: Texts): Promise<string[]> {
  const english = Object.keys(bundle).filter((key) => bundle[key] !== key);
  const shown = await spokenTexts(view);
  return shown.filter((text) => english.includes(text));
}

/**
 * What a page says: its texts that are seen, and the names, titles and placeholders of its elements; without what stands
 * in elements of the selector.
 */
export function spokenTexts(view: Frame, without = 'script, style'): Promise<string[]> {
  return view.evaluate((left) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (element?.closest(left) === null) texts.push(walker.currentNode.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      if (element.closest(left) === null)
        for (const name of ['aria-label', 'title', 'placeholder']) texts.push(element.getAttribute(name) ?? '');
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  }, without);
}

/** The main job in a language: a film is looked at and asked about, and a report drafted; nothing English is left. */
export async function languageTour(workbench: WorkbenchWindow, language: string): Promise<void> {
  const bundle = read(bundleFile(language));
  const manifest = read(manifestFile(language));
  const { page } = workbench;
  const chat = await workbench.openChat();
  await expect(chat.locator('html')).toHaveAttribute('lang', language);
  expect(await englishLeft(chat, bundle)).toEqual([]);
  await chat.getByTestId('try-sample').click();
  await chat.getByTestId('suggestion').first().click();
  await expect(chat.getByTestId('stats')).toBeVisible();
  await expect(chat.getByRole('textbox', { name: inLanguage(bundle, 'Question'), exact: true })).toBeVisible();
  await chat.getByTestId('parameters').click();
  expect(await englishLeft(chat, bundle)).toEqual([]);
  await workbench.screenshot(`language-${language}-chat`);
  await chat.getByTestId('parameters').click();

  await workbench.openFile('chest-left-effusion.dcm');
  const viewer = await viewerInFront(workbench);
  expect(await englishLeft(viewer, bundle)).toEqual([]);
  await workbench.screenshot(`language-${language}-viewer`);

  await workbench.openFile(reportName);
  await workbench.goToLine(findingsLine);
  await workbench.codeAction(inLanguage(bundle, 'Draft Findings with LLaVA-Med'));
  await expect(workbench.codeLens(inLanguage(bundle, 'Accept'))).toBeVisible();
  await workbench.screenshot(`language-${language}-report`);
  await page.keyboard.press('Control+Home');
  await workbench.runCommand(`LLaVA-Med: ${inLanguage(manifest, 'command.draftStatistics')}`);
  const statistics = await workbench.webview('[data-testid="statistics"]');
  await expect(statistics.locator('html')).toHaveAttribute('lang', language);
  expect(await englishLeft(statistics, bundle)).toEqual([]);
  await workbench.screenshot(`language-${language}-statistics`);
}
