import type { AnsweredItem } from '../item.ts';
import type { JudgeOrder } from './chatJudgePrompt.ts';
import type { JudgePrompt } from './judge.ts';
import type { Judgement } from './judgement.ts';

/** What a judge is asked of an answer, and how its reply is read. */
export interface JudgeTask {
  /** How often it can be asked of one answer, each time in other words. */
  readonly mostTries: number;
  /** `attempt` from 0. */
  prompt(answered: AnsweredItem, order: JudgeOrder, attempt: number): JudgePrompt;
  /** With `unreadable` where it cannot be read: what a judgement has beside who was asked. */
  read(reply: string, order: JudgeOrder): JudgeOutcome;
}

export type JudgeOutcome = Pick<Judgement, 'scores' | 'green' | 'unreadable'>;
