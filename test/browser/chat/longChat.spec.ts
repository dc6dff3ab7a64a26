/** A conversation of 1,000 turns: opened, typed in, gone through. Figures are printed for people; machines differ. */
import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Conversation, emptyConversation } from '../../../src/conversation/conversation.ts';
import { saveConversation } from '../../../src/conversation/savedConversation.ts';
import { answered } from '../../unit/conversation/sampleConversation.ts';
import { expect, test } from '../workbench.ts';

const TURNS = 1000;

test('a conversation of 1,000 turns is opened, typed in, found in and gone on with', async ({
  workbench,
  runFolder,
}) => {
  const chats = join(runFolder, 'data/user/User/globalStorage/llava-med.llava-med/chats', 'e'.repeat(16));
  const folder = join(chats, randomUUID());
  let conversation: Conversation = emptyConversation(randomUUID());
  for (let turn = 1; turn <= TURNS; turn++)
    conversation = answered(
      conversation,
      `e${String(turn)}`,
      `Answer **${String(turn)}**: ${'the lungs are clear. '.repeat(18)}`,
    );
  await mkdir(folder, { recursive: true });
  await writeFile(join(chats, 'workspace.json'), JSON.stringify({ name: 'long' }));
  await writeFile(join(folder, 'chat.json'), JSON.stringify({ chat: saveConversation(conversation), draft: '' }));
  try {
    await workbench.openChat();
    await workbench.runCommand('LLaVA-Med: Open Conversation…');
    await workbench.fillQuickInput('Question e1?');
    await workbench.pick('Question e1?');
    const chat = await workbench.openChat();
    await expect(chat.getByTestId('exchange')).toHaveCount(TURNS);
    const input = chat.getByTestId('question-input');
    await input.focus();
    // From the key to the end of the frame that shows it.
    await input.evaluate((field: HTMLTextAreaElement) => {
      const times: number[] = [];
      (globalThis as unknown as { keyTimes: number[] }).keyTimes = times;
      field.addEventListener('keydown', ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => times.push(performance.now() - timeStamp);
          channel.port2.postMessage(undefined);
        });
      });
    });
    const words = 'What has changed since the first film of this patient, and where?';
    await workbench.page.keyboard.type(words, { delay: 40 });
    await expect(input).toHaveValue(words);
    const times = await chat.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes);
    expect(times).toHaveLength(words.length);
    const sorted = [...times].sort((one, other) => one - other);
    const at = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1);
    console.log(
      `Typing beside 1,000 turns: median ${at(0.5)} ms, 95 % within ${at(0.95)} ms, from key to painted frame`,
    );

    await workbench.page.keyboard.press('Control+F');
    await workbench.page.keyboard.type('Answer 500:');
    await expect(chat.getByTestId('find-count')).toHaveText('1 of 1');
    await expect(chat.getByTestId('exchange').nth(499)).toBeInViewport();
    await workbench.page.keyboard.press('Escape');
    await input.press('Enter');
    await expect(chat.getByTestId('exchange')).toHaveCount(TURNS + 1);
    await expect(chat.getByTestId('exchange').last()).toHaveAttribute('data-state', /done|failed/);
    await workbench.screenshot('long-chat');
    await workbench.runCommand('LLaVA-Med: New Chat');
  } finally {
    await rm(chats, { recursive: true, force: true });
  }
});
