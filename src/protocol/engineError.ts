/** An error of the engine, or of the model files that it is given, as it is thrown; `EngineErrorShape` is what crosses processes. */
import type { EngineErrorCode, EngineErrorShape } from './engine.ts';

export class EngineError extends Error implements EngineErrorShape {
  override readonly name = 'EngineError';
  readonly code: EngineErrorCode;
  declare readonly detail?: string;

  constructor(shape: EngineErrorShape) {
    super(shape.message);
    this.code = shape.code;
    if (shape.detail !== undefined) this.detail = shape.detail;
  }

  /** What crosses process and state boundaries (also read by `serveRequests`). */
  get data(): EngineErrorShape {
    return { code: this.code, message: this.message, ...(this.detail === undefined ? {} : { detail: this.detail }) };
  }
}

/** Whether a value that crossed a process boundary is an EngineError's shape. */
export function isEngineErrorShape(value: unknown): value is EngineErrorShape {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    'message' in value &&
    typeof value.message === 'string'
  );
}
