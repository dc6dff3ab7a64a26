/** A language a third longer than English, between brackets: what a view says is looked up, and has room when narrow. */
import { join } from 'node:path';
import type { Frame } from '@playwright/test';
import { pseudoLanguage } from '../../../scripts/texts/pseudoBundle.mjs';
import { viewerInFront } from '../openInViewer.ts';
import { expect, test } from '../workbench.ts';
import { spokenTexts } from './languageTour.ts';

test.use({ language: pseudoLanguage, settings: { 'llavaMed.answer.temperature': 0 } });

/** What a view shows though no text of ours says it: names, tokens of code, what models, people and files say. */
async function withoutBrackets(view: Frame, ...foreign: readonly RegExp[]): Promise<string[]> {
  const texts = await spokenTexts(view);
  return texts.filter((text) => /[a-z]{3}/i.test(text) && !/[⟦⟧]/.test(text) && !foreign.some((one) => one.test(text)));
}

/** Buttons and fields that stick out of the page, and how far the page itself could be moved sideways. */
function sticksOut(view: Frame): Promise<{ out: string[]; sideways: number }> {
  return view.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, summary')]
      .filter((element) => element.checkVisibility() && element.closest('.visually-hidden') === null)
      .filter((element) => {
        const { left, right, width: own } = element.getBoundingClientRect();
        return own > 1 && (left < -1 || right > width + 1);
      })
      .map((element) => element.dataset['testid'] ?? element.outerHTML.slice(0, 100));
    return { out, sideways: document.documentElement.scrollWidth - width };
  });
}

const foreign = [
  // Codes: CR, PNG.
  /^[A-Z]{2,5}$/,
  /chest-left-effusion|gross-haemorrhage|\.dcm|\.png|GGUF|LLaVA/i,
  /^Is there|^What|^Which|^Describe/,
];

test('the chat in a narrow side bar, its parameters, and the viewer', async ({ workbench }) => {
  const { page } = workbench;
  const chat = await workbench.openChat();
  expect(await withoutBrackets(chat, ...foreign)).toEqual([]);
  await chat.getByTestId('try-sample').click();
  await chat.getByTestId('suggestion').first().click();
  await expect(chat.getByTestId('stats')).toBeVisible();
  await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'gross-haemorrhage.png'));
  await expect(chat.getByTestId('image-card')).toHaveCount(3);
  await chat.getByTestId('parameters').click();
  const answer = (await chat.getByTestId('answer').first().textContent()) ?? '';
  expect((await withoutBrackets(chat, ...foreign)).filter((text) => !answer.includes(text))).toEqual([]);
  await workbench.screenshot('pseudo-chat');

  const side = page.locator('.part.sidebar');
  const box = await side.boundingBox();
  if (box === null) throw new Error('There is no side bar.');
  await page.mouse.move(box.x + box.width, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 220, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => Math.round((await side.boundingBox())?.width ?? 0)).toBe(220);
  await workbench.screenshot('pseudo-chat-narrow');
  expect(await sticksOut(chat)).toEqual({ out: [], sideways: 0 });

  await workbench.openFile('chest-left-effusion.dcm');
  const viewer = await viewerInFront(workbench);
  await workbench.screenshot('pseudo-viewer');
  expect(await sticksOut(viewer)).toEqual({ out: [], sideways: 0 });
});
