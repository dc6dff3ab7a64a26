import type { Conversation } from '../conversation/conversation.ts';
import { tidyTitle } from './chatAbout.ts';

const LENGTH = 60;

/** The first question on one line, cut behind a word where it is longer than 60 characters; empty where there is none. */
export function questionTitle({ exchanges }: Pick<Conversation, 'exchanges'>): string {
  const question = tidyTitle(exchanges[0]?.question ?? '');
  const characters = [...new Intl.Segmenter().segment(question)].map(({ segment }) => segment);
  if (characters.length <= LENGTH) return question;
  const cut = characters.slice(0, LENGTH).join('');
  // languages without spaces, and words without end, are cut where they are
  const words = characters[LENGTH] === ' ' ? cut : cut.replace(/\s\S{0,24}$/u, '');
  return `${words.trimEnd()}…`;
}
