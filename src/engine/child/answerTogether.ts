/**
 * Requests with the same beginning, decoded together: each has a sequence of its own, which starts as a copy of that
 * beginning in the same memory. As many at a time as there are sequences and room in the context.
 */
import type { Answer } from '../../protocol/engine.ts';
import type { AnswerRun } from './answerRun.ts';
import { LaneAnswer } from './laneAnswer.ts';
import type { PlannedAnswer } from './laneAnswer.ts';
import type { Growth } from './kvSequence.ts';
import { KvSequence } from './kvSequence.ts';
import { untilLastImage } from './promptPlan.ts';
import { readPrompt } from './readPrompt.ts';
import { reusePrompt } from './reusePrompt.ts';

/** Returns early when stopped. */
export async function answerTogether(
  run: AnswerRun,
  group: readonly PlannedAnswer[],
  onAnswer: (index: number, answer: Answer) => void,
): Promise<void> {
  const { loaded } = run;
  const { context, sequence } = loaded;
  const started = performance.now();
  if (!(await readBeginning(run, group))) return;
  const waiting = [...group];
  const free = [...loaded.lanes];
  const active: LaneAnswer[] = [];
  try {
    for (;;) {
      for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
        const lane = free.at(-1);
        const answer = lane && new LaneAnswer(run, lane, next, started);
        const taken = active.reduce((sum, { cells }) => sum + cells, sequence.held.length);
        if (answer === undefined || (active.length > 0 && taken + answer.cells > context.contextSize)) break;
        free.pop();
        waiting.shift();
        answer.start(sequence);
        active.push(answer);
      }
      if (active.length === 0) return;
      const growths: Growth[] = [];
      let room = context.batchSize;
      // Whoever is behind with reading its question may take what the others leave: they need one place each.
      for (const [place, answer] of active.entries()) {
        const growth = answer.grow(Math.max(1, room - (active.length - 1 - place)));
        room -= growth.tokens.length;
        growths.push(growth);
      }
      const found = await KvSequence.grow(context, growths);
      if (found === null || run.signal.aborted) return;
      for (const [place, answer] of [...active].entries()) {
        const done = answer.take(found[place] ?? new Int32Array());
        if (done === undefined) continue;
        active.splice(active.indexOf(answer), 1);
        free.push(answer.lane);
        answer.end();
        onAnswer(answer.index, done);
      }
    }
  } finally {
    for (const answer of active) answer.end();
  }
}

/** Brings what all have in common into the first sequence; false when stopped. */
async function readBeginning(run: AnswerRun, [first]: readonly PlannedAnswer[]): Promise<boolean> {
  const { sequence } = run.loaded;
  const plan = first && untilLastImage(first.planned.plan);
  if (first === undefined || plan === undefined) {
    sequence.cut(0);
    return true;
  }
  const beginning = { ...first.planned, plan };
  await reusePrompt(sequence, beginning, run.prefixes);
  return (await readPrompt(run, beginning, () => Promise.resolve())) !== null;
}
