import type { GreenFindings, GreenUnreadable } from './parseGreenReply.ts';
import type { JudgeOrder } from './chatJudgePrompt.ts';
import type { UnreadableReason } from './parseScores.ts';

/** One answer as one judge scored it in one order. JSON as it stands. */
export interface Judgement {
  readonly id: string | number;
  readonly order: JudgeOrder;
  readonly judge: string;
  /** Of the first prompt, without what was said when a reply could not be read. */
  readonly promptSha256: string;
  /** Of visual chat, 1 to 10. Missing where no reply could be read, as the next. */
  readonly scores?: { readonly reference: number; readonly answer: number };
  /** Of a report draft. Foreign text. */
  readonly green?: GreenFindings;
  /** Why the last reply could not be read. */
  readonly unreadable?: UnreadableReason | GreenUnreadable;
  /** The last one; foreign text. */
  readonly reply: string;
  /** Replies that it took. */
  readonly tries: number;
  /** Of all tries, kept replies among them; missing where a reply does not say. */
  readonly promptTokens?: number;
  readonly answerTokens?: number;
}

/** There is no reply, for a reason that lies in this question or may pass. */
export interface FailedJudgement {
  readonly id: string | number;
  readonly order: JudgeOrder;
  readonly judge: string;
  readonly promptSha256: string;
  /** Fit for a user. */
  readonly failure: string;
}

export function isFailed(result: Judgement | FailedJudgement): result is FailedJudgement {
  return 'failure' in result;
}
