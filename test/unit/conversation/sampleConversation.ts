import type { AttachedImage } from '../../../src/conversation/attachedImage.ts';
import { type Conversation, emptyConversation } from '../../../src/conversation/conversation.ts';
import { ask, attachImage, finishAnswer } from '../../../src/conversation/conversationEdits.ts';

export function image(id: string): AttachedImage {
  return {
    id,
    name: `${id}.dcm`,
    origin: { kind: 'file', path: `/images/${id}.dcm` },
    format: 'dicom',
    width: 512,
    height: 400,
    frames: 1,
    modality: 'CR',
    fileSha256: id.repeat(8),
    notes: [],
    thumbnail: 'data:image/png;base64,iVBORw0KGgo=',
    active: true,
  };
}

export function withImages(...ids: readonly string[]): Conversation {
  return ids.reduce((conversation, id) => attachImage(conversation, image(id)), emptyConversation('chat'));
}

export function answered(conversation: Conversation, exchangeId: string, answer: string): Conversation {
  return finishAnswer(ask(conversation, { id: exchangeId, question: `Question ${exchangeId}?` }), {
    text: answer,
    state: 'done',
  });
}
