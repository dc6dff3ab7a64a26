/** Whatever went wrong between the engine and its child, as an error for the user. */
import { ChildDiedError, ChildHungError, HandlerError, TooManyRestartsError } from '../supervise/childErrors.ts';
import { engineErrors } from './engineErrors.ts';
import { EngineError, isEngineErrorShape } from '../protocol/engineError.ts';

export function toEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  if (error instanceof HandlerError) {
    if (isEngineErrorShape(error.data)) return new EngineError(error.data);
    return engineErrors.internal(error.originalStack ?? error.message);
  }
  if (error instanceof ChildDiedError) return engineErrors.childDied([error.message, ...error.lastLines].join('\n'));
  if (error instanceof ChildHungError) return engineErrors.childHung([error.message, ...error.lastLines].join('\n'));
  if (error instanceof TooManyRestartsError) return engineErrors.tooManyRestarts(error.deaths);
  return engineErrors.internal(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
