/** The contract of converting a published checkpoint into a GGUF pair: what may be asked for, and what is told meanwhile. */

/** How the language model's matrices are stored; `f16` and `bf16` are not quantised. */
export const MODEL_TYPES = ['q4_k_m', 'q5_k_m', 'q8_0', 'f16', 'bf16'] as const;
export type ModelType = (typeof MODEL_TYPES)[number];
export type QuantizedType = Exclude<ModelType, 'f16' | 'bf16'>;

/** How the vision encoder's and the projector's matrices are stored. */
export const PROJECTOR_TYPES = ['f16', 'q8_0'] as const;
export type ProjectorType = (typeof PROJECTOR_TYPES)[number];

export type ConversionStage = 'writing' | 'quantising' | 'checking';

/** How far a stage is: bytes of the checkpoint while it is written, then tensors, then numbers that were multiplied. */
export interface ConversionProgress {
  readonly stage: ConversionStage;
  readonly done: number;
  readonly total: number;
}

export type ConversionErrorCode =
  | 'sourceMissing'
  | 'sourceUnreadable'
  | 'pytorchWeights'
  | 'kindUnknown'
  | 'configUnfit'
  | 'tensorUnfit'
  | 'tokenizerUnfit'
  | 'visionTowerMissing'
  | 'resultExists'
  | 'conversionRunning'
  | 'diskFull'
  | 'writeFailed'
  | 'quantisingFailed'
  | 'checkFailed'
  | 'notMendable'
  | 'processDied';

/** `message` is fit for a user: it names the file (base name), the cause and the way out. */
export class ConversionError extends Error {
  override readonly name = 'ConversionError';
  readonly code: ConversionErrorCode;

  constructor(code: ConversionErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** What crosses a process boundary (read by `serveRequests`). */
  get data(): { readonly code: ConversionErrorCode; readonly message: string } {
    return { code: this.code, message: this.message };
  }
}
