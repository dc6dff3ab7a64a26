import { plainText } from '../../text/plainText.ts';

export type JudgeErrorCode = 'promptTooLong';

/** What a judge on this machine can meet beside the engine's errors. */
export class JudgeError extends Error {
  override readonly name = 'JudgeError';
  readonly code: JudgeErrorCode;

  constructor(code: JudgeErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export const judgeErrors = {
  /** `contextSize` in tokens. */
  promptTooLong: (fileName: string, contextSize: number) =>
    new JudgeError(
      'promptTooLong',
      plainText`What is to be judged, both texts and what is known of the image, is longer than the judge ${fileName} can read: its context holds ${contextSize} tokens. Load the judge with a larger context size.`,
    ),
};
