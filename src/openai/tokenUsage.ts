/** What was used of a server, as it counted. */
export interface TokenUsage {
  /** Answered calls. */
  readonly replies: number;
  /** Requests beyond the first of each call. */
  readonly retries: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
  /** Replies that did not say: tokens and cost are then too low. */
  readonly repliesWithoutUsage: number;
}

/** What the user pays, in a currency of theirs: prices change, so none is built in. */
export interface TokenPrice {
  readonly perMillionPromptTokens: number;
  readonly perMillionAnswerTokens: number;
}

/** In the currency of the price. */
export function costOf(usage: Pick<TokenUsage, 'promptTokens' | 'answerTokens'>, price: TokenPrice): number {
  return (usage.promptTokens * price.perMillionPromptTokens + usage.answerTokens * price.perMillionAnswerTokens) / 1e6;
}
