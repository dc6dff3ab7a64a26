import { captionPrompt } from '../judge/captionPrompt.ts';

/**
 * What a model that is given no image is asked, the caption in the image's place: the words of the text-only bound, in
 * one turn, as LLaVA-Med's own prompt leaves no place for a system's turn.
 */
export function captionQuestion(caption: string, question: string): string {
  const figure = { label: '', caption, mentions: [] };
  const prompt = captionPrompt({ id: 1, image: undefined, question, reference: '', figure });
  return prompt === undefined ? question : `${prompt.system}\n\n${prompt.user}`;
}
