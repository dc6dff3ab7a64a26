/** Many requests: those that begin alike up to their last image share what is read of it, and are decoded together. */
import type { AnswerRequest, AnswerResult } from '../../protocol/engine.ts';
import type { ManyEvent } from '../childContract.ts';
import { toEngineError } from '../toEngineError.ts';
import type { AnswerRun, EngineRoom } from './answerRun.ts';
import { answerTogether } from './answerTogether.ts';
import type { PlannedAnswer } from './laneAnswer.ts';
import { planRequest } from './planRequest.ts';

/** Tells each result by the index of its request. Returns early when stopped. */
export async function answerMany(
  room: EngineRoom,
  requests: readonly AnswerRequest[],
  emit: (event: ManyEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const tell = (index: number, result: AnswerResult): void => emit({ kind: 'result', index, result });
  const run: AnswerRun = {
    ...room,
    signal,
    emit: (event) => {
      if (event.kind === 'progress') emit(event);
    },
  };
  const groups = new Map<string, PlannedAnswer[]>();
  for (const [index, request] of requests.entries()) {
    if (signal.aborted) return;
    try {
      const planned = await planRequest(room.loaded, room.encoder, request);
      const key = planned.prefixes[0]?.key ?? '';
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push({ index, planned, sampling: request.sampling });
    } catch (error) {
      tell(index, { kind: 'error', error: toEngineError(error).data });
    }
  }
  for (const group of groups.values()) {
    if (signal.aborted) return;
    const left = new Set(group.map(({ index }) => index));
    try {
      await answerTogether(run, group, (index, answer) => {
        left.delete(index);
        tell(index, { kind: 'answer', answer });
      });
    } catch (error) {
      for (const index of left) tell(index, { kind: 'error', error: toEngineError(error).data });
    }
  }
}
