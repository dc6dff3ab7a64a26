/** One question of an evaluation, whatever file it came from. */
import type { Domain } from '../phantoms/phantom.ts';

/** The two kinds of question of LLaVA-Med's visual chat. */
export const CHAT_TYPES = ['conversation', 'detailed_description'] as const;
export type ChatType = (typeof CHAT_TYPES)[number];

export interface EvaluationItem {
  /** As its file has it; its number in the file, from 1, where it has none. */
  readonly id: string | number;
  /** A path from the folder of the images; undefined for a question that is asked without one. */
  readonly image: string | undefined;
  readonly question: string;
  /** What a right answer says: GPT-4's answer, the annotator's, a report's Findings. */
  readonly reference: string;
  readonly chatType?: ChatType | undefined;
  /** The first that the file says is true, in the order of LLaVA-Med's evaluation. */
  readonly domain?: Domain | undefined;
  /** `closed`: yes, no, or one of a few words. As the file says. */
  readonly answerType?: 'open' | 'closed' | undefined;
  /** As the file calls it: `presence`, `modality`, `organ` ... */
  readonly questionType?: string | undefined;
  readonly options?: readonly string[] | undefined;
  /** What a judge, or a text model in place of the image, is told of the figure. */
  readonly figure?: FigureContext | undefined;
}

export interface FigureContext {
  /** "Figure 1": as the paper calls it. */
  readonly label: string;
  readonly caption: string;
  /** Sentences of the paper that speak of it. */
  readonly mentions: readonly string[];
}

/** An item with what was answered. */
export interface AnsweredItem {
  readonly item: EvaluationItem;
  readonly answer: string;
}
