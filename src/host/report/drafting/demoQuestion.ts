import { t } from '@vscode/l10n';
import { demoWarning } from '../../../protocol/demoModel.ts';
import { damageText } from '../../../display/imageNote.ts';
import type { DraftOrigin } from '../../../report/drafts/provenance.ts';
import { messageText } from '../../../text/messageText.ts';
import type { ChatAnswerRecord } from '../../chat/chat.ts';
import { askFirst } from '../../messages/notifications.ts';
import type { DraftRequest } from './draftRequest.ts';

/**
 * Asks before a section is drafted from an image that is damaged, or by the demo model from one that is no phantom. Not
 * asked again where a draft of the same images is made anew: `before`. False when the user would rather not.
 */
export async function mayDraft(
  { images }: DraftRequest,
  { isDemo }: { readonly isDemo: boolean },
  before: DraftOrigin | undefined,
): Promise<boolean> {
  const known = new Set(before?.images.map(({ fileSha256 }) => fileSha256));
  if (before !== undefined && images.every(({ fileSha256 }) => known.has(fileSha256))) return true;
  return confirmed(doubtsOf(images, isDemo), t`Draft anyway?`, t`Draft Anyway`);
}

/** Asks the same before sentences are checked against images. */
export async function mayCheck(
  images: DraftRequest['images'],
  { isDemo }: { readonly isDemo: boolean },
): Promise<boolean> {
  return confirmed(doubtsOf(images, isDemo), t`Check anyway?`, t`Check Anyway`);
}

/** Asks before an answer of the demo model about what is no phantom is put into a report. */
export async function mayInsert({
  model,
  images = [],
}: Partial<Pick<ChatAnswerRecord, 'model' | 'images'>>): Promise<boolean> {
  return confirmed([demoWarning(model?.isDemo ?? false, images)], t`Insert it all the same?`, t`Insert Anyway`);
}

function doubtsOf(images: DraftRequest['images'], isDemo: boolean): readonly (string | undefined)[] {
  const damage = images.map(({ notes }) => damageText(notes)).filter((text) => text !== '');
  return [...new Set(damage), demoWarning(isDemo, images)];
}

async function confirmed(doubts: readonly (string | undefined)[], question: string, goOn: string): Promise<boolean> {
  const said = doubts.filter((doubt) => doubt !== undefined);
  if (said.length === 0) return true;
  return (await askFirst(messageText`${question}`, messageText`${said.join(' ')}`, goOn)) === goOn;
}
