/** A language a third longer than English, between brackets: what a view says is looked up, and has room when narrow. */
import { join } from 'node:path';
import type { Frame } from '@playwright/test';
import { pseudoLanguage } from '../../../scripts/texts/pseudoBundle.mjs';
import { viewerInFront } from '../openInViewer.ts';
import { expect, test } from '../workbench.ts';
import { spokenTexts } from './languageTour.ts';

test.use({ language: pseudoLanguage, settings: { 'llavaMed.answer.temperature': 0 } });

/** Where people, models and files speak. */
const foreign = ['question', 'suggestion', 'answer', 'model', 'image-name'].map((id) => `[data-testid="${id}"]`);

/** What a view shows though no text of ours says it; codes such as CR and names of files are no words of a language. */
async function withoutBrackets(view: Frame): Promise<string[]> {
  const texts = await spokenTexts(view, ['script', 'style', '[data-testid="spoken-answer"] p', ...foreign].join());
  return texts.filter(
    (text) => /[a-z]{3}/i.test(text) && !/[⟦⟧]|^[A-Z]{2,5}$|^[\w-]+\.(dcm|png)(\n|$)|^LLaVA-Med$/.test(text),
  );
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

test('the chat in a narrow side bar, its parameters, and the viewer', async ({ workbench }) => {
  const chat = await workbench.openChat();
  expect(await withoutBrackets(chat)).toEqual([]);
  await chat.getByTestId('try-sample').click();
  await chat.getByTestId('suggestion').first().click();
  await expect(chat.getByTestId('stats')).toBeVisible();
  await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'gross-haemorrhage.png'));
  await expect(chat.getByTestId('image-card')).toHaveCount(3);
  await chat.getByTestId('parameters').click();
  expect(await withoutBrackets(chat)).toEqual([]);
  await workbench.screenshot('pseudo-chat');

  await workbench.setSideBarWidth(220);
  await workbench.screenshot('pseudo-chat-narrow');
  expect(await sticksOut(chat)).toEqual({ out: [], sideways: 0 });

  await workbench.openFile('chest-left-effusion.dcm');
  const viewer = await viewerInFront(workbench);
  await workbench.screenshot('pseudo-viewer');
  expect(await sticksOut(viewer)).toEqual({ out: [], sideways: 0 });
});
