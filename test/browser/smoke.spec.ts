import { expect, test } from './workbench.ts';

test('the extension is there: icon, chat view, and no request leaves the machine', async ({ workbench }) => {
  const chat = await workbench.openChat();
  await expect(chat.locator('body')).toBeVisible();
  await workbench.screenshot('smoke-chat');
  await workbench.runCommand('LLaVA-Med: New Chat');
});
