/** What a new user meets first: the workbench as `npm start` serves it, with the editor's question of trust. */
import { join } from 'node:path';
import { expect, test } from './workbench.ts';

const film = 'chest-left-effusion.dcm';

test.use({ asksForTrust: true });

test('trust is asked for in a fresh profile; once it is given, the sample film is answered', async ({ workbench }) => {
  await expect(workbench.trustBanner()).toBeVisible();
  await workbench.screenshot('start-trust');
  await workbench.trustFolder();
  await expect(workbench.statusBarItem('Restricted Mode')).toHaveCount(0);
  const chat = await workbench.openChat();
  await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, film));
  await expect(chat.getByTestId('image-card')).toHaveCount(1);
  await chat.getByTestId('question-input').fill('Is there a pleural effusion?');
  await chat.getByTestId('question-input').press('Enter');
  await expect(chat.getByTestId('answer')).toHaveText(/yes|left/i);
  await workbench.screenshot('start-trusted');
});
