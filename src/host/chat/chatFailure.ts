import { t } from '@vscode/l10n';
import type { Failure, WayOut } from '../../conversation/answer.ts';
import { EngineError } from '../../protocol/engineError.ts';
import { ImagingError } from '../../imaging/intake/imagingErrors.ts';
import type { EngineErrorCode } from '../../protocol/engine.ts';
import { redactLine } from '../../protocol/redactLine.ts';

/** What may help, by what went wrong in the engine; the first is the most likely. */
const WAYS_OUT: Readonly<Record<EngineErrorCode, WayOut[]>> = {
  fileMissing: ['chooseModel', 'retry'],
  notGguf: ['chooseModel', 'retry'],
  ggufTruncated: ['chooseModel', 'retry'],
  projectorAsModel: ['chooseModel', 'retry'],
  modelAsProjector: ['chooseModel', 'retry'],
  widthMismatch: ['chooseModel', 'retry'],
  noVisionEncoder: ['chooseModel', 'retry'],
  wrongPair: ['chooseModel', 'retry'],
  unsupportedArchitecture: ['chooseModel', 'retry'],
  notEnoughMemory: ['openSettings', 'chooseModel', 'retry'],
  outOfMemory: ['retry', 'openSettings', 'chooseModel'],
  contextFull: ['newChatSameImages', 'openSettings', 'retry'],
  imageWithoutProjector: ['chooseModel', 'retry'],
  nativeMissing: ['showLog', 'retry'],
  toolchainMissing: ['retry', 'showLog'],
  cacheTypeUnfit: ['openSettings', 'retry'],
  projectorUnfit: ['openSettings', 'retry'],
  loadFailed: ['retry', 'chooseModel', 'showLog'],
  childDied: ['retry', 'showLog'],
  childHung: ['retry', 'showLog'],
  tooManyRestarts: ['retry', 'showLog'],
  disposed: ['retry'],
  internal: ['retry', 'showLog'],
};

/** A failed answer as the chat shows it: what happened and what can be done. */
export function chatFailure(error: unknown): Failure {
  if (error instanceof EngineError) return { code: error.code, message: error.message, waysOut: WAYS_OUT[error.code] };
  if (error instanceof ImagingError) {
    // What helps in the chat, which holds the path from before.
    const message = error.code === 'fileMissing' ? `${error.message} ${t`Then add it again.`}` : error.message;
    return { code: error.code, message, waysOut: ['retry'] };
  }
  return {
    code: 'internal',
    message: t`The question could not be answered because of a fault in this extension. The log says more.`,
    waysOut: ['retry', 'showLog'],
  };
}

/** The same for the log: without messages, which may name a file of a patient's. */
export function failureForLog(error: unknown): string {
  if (error instanceof EngineError)
    return [`engine: ${error.code}`, ...(error.detail ?? '').split('\n').filter(Boolean).map(redactLine)].join('\n');
  if (error instanceof ImagingError) return `imaging: ${error.code}`;
  if (!(error instanceof Error)) return typeof error;
  // The stack repeats the message, whose lines may look like anything.
  const frames = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at /u.test(line));
  return [error.name, ...frames.map(redactLine)].join('\n');
}
