import type { JudgeTask } from './judgeTask.ts';
import { greenStylePrompt, MOST_GREEN_TRIES } from './greenStylePrompt.ts';
import { parseGreenReply } from './parseGreenReply.ts';

/** Report drafts: the findings that match and the errors. The reference stands first, whatever order is asked for. */
export const greenTask: JudgeTask = {
  mostTries: MOST_GREEN_TRIES,
  prompt: ({ item, answer }, _order, attempt) => greenStylePrompt(item.reference, answer, attempt),
  read(reply) {
    const parsed = parseGreenReply(reply);
    if (parsed.kind === 'unreadable') return { unreadable: parsed.reason };
    const { kind: _, ...green } = parsed;
    return { green };
  },
};
