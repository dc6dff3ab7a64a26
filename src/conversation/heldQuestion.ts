/**
 * A question about an image that is damaged is held until a person has said once that it is to be asked all the same.
 */
import { damageText } from '../display/imageNote.ts';
import type { AttachedImage } from './attachedImage.ts';
import type { Conversation } from './conversation.ts';

type Damageable = Pick<AttachedImage, 'notes' | 'active' | 'damageAccepted'>;

/** Images that the next question would be about, damaged, and not yet accepted so. */
export function doubtfulImages<Image extends Damageable>({ images }: { readonly images: readonly Image[] }): Image[] {
  return images.filter(
    ({ active, notes, damageAccepted }) => active && damageAccepted !== true && damageText(notes) !== '',
  );
}

export function holdQuestion(conversation: Conversation, question: string): Conversation {
  return { ...conversation, held: question };
}

/** The damaged images are accepted for good: further questions about them are not held. */
export function acceptDamage(conversation: Conversation): Conversation {
  const doubtful = new Set(doubtfulImages(conversation).map(({ id }) => id));
  return letGo({
    ...conversation,
    images: conversation.images.map((image) => (doubtful.has(image.id) ? { ...image, damageAccepted: true } : image)),
  });
}

/** Without the held question: it is asked, taken back, or nothing holds it any more. */
export function letGo({ held: _question, ...conversation }: Conversation): Conversation {
  return conversation;
}
