/** Who scores answers, or answers in words alone: a model behind a server, or one on this machine. */

export interface JudgePrompt {
  readonly system: string;
  readonly user: string;
}

export interface JudgeReply {
  readonly text: string;
  /** As the model's side counted; undefined where it does not say. */
  readonly promptTokens: number | undefined;
  readonly answerTokens: number | undefined;
}

export interface Judge {
  /** The model's, as results name it. */
  readonly name: string;
  readonly kind: 'server' | 'local';
  /** All else that a reply depends on: address or file, temperature, seed ... Part of the key of kept replies. */
  readonly parameters: Readonly<Record<string, string | number | null>>;
  /** Rejects with an `OpenAiError`, an `EngineError` or a `JudgeError`; abort rejects with the signal's reason. */
  ask(prompt: JudgePrompt, signal?: AbortSignal): Promise<JudgeReply>;
}
