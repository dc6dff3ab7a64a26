import { EngineError } from '../../protocol/engineError.ts';
import type { EngineErrorCode } from '../../protocol/engine.ts';
import { OpenAiError, type OpenAiErrorCode } from '../../openai/openAiErrors.ts';
import { JudgeError } from './judgeError.ts';

/**
 * Whom a failure of a judge meets. `one`: this question, for what it is. `perhapsAll`: this question, and all of them if
 * it goes on. `all`: every question, so that the run ends.
 */
export type FailureScope = 'one' | 'perhapsAll' | 'all';

const OF_SERVER: Readonly<Partial<Record<OpenAiErrorCode, FailureScope>>> = {
  contextTooLong: 'one',
  timeout: 'perhapsAll',
  refused: 'perhapsAll',
  serverFailed: 'perhapsAll',
  badReply: 'perhapsAll',
};
const OF_ENGINE: Readonly<Partial<Record<EngineErrorCode, FailureScope>>> = {
  contextFull: 'one',
  childDied: 'perhapsAll',
  childHung: 'perhapsAll',
  internal: 'perhapsAll',
};

/** What is unknown is a mistake of ours, and ends the run, too. */
export function failureScope(error: unknown): FailureScope {
  if (error instanceof JudgeError) return 'one';
  if (error instanceof OpenAiError) return OF_SERVER[error.code] ?? 'all';
  if (error instanceof EngineError) return OF_ENGINE[error.code] ?? 'all';
  return 'all';
}
