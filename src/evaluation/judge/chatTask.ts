import { chatJudgePrompt, MOST_TRIES } from './chatJudgePrompt.ts';
import type { JudgeTask } from './judgeTask.ts';
import { parseScores } from './parseScores.ts';

/** Visual chat: points for the answer and for the reference. */
export const chatTask: JudgeTask = {
  mostTries: MOST_TRIES,
  prompt: chatJudgePrompt,
  read(reply, order) {
    const parsed = parseScores(reply);
    if (parsed.kind === 'unreadable') return { unreadable: parsed.reason };
    const { first, second } = parsed;
    return {
      scores: order === 'referenceFirst' ? { reference: first, answer: second } : { reference: second, answer: first },
    };
  },
};
