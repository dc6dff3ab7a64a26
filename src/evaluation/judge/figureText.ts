import type { EvaluationItem, FigureContext } from '../item.ts';

/**
 * What stands for the image where only text is read: "Figure 1: caption", then each sentence of the paper that speaks of
 * it. LLaVA-Med wrote the sentences as a Python list with the tokens' annotations, or `None`; that is not repeated.
 */
export function figureText({ label, caption, mentions }: FigureContext): string {
  const head = [label.trim(), caption.trim()].filter((part) => part !== '').join(': ');
  return [head, ...mentions.map((mention) => `- ${mention.trim()}`)].join('\n');
}

/** LLaVA's mark for the image's place, on the line before or after the question, is no part of the question. */
export function questionText({ question }: Pick<EvaluationItem, 'question'>): string {
  return question.replaceAll('<image>', '').trim();
}
