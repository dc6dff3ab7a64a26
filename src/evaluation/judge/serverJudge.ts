import type { OpenAiClient } from '../../openai/openAiClient.ts';
import type { Judge } from './judge.ts';

export interface ServerJudgeOptions {
  readonly client: OpenAiClient;
  /** As the server calls it. */
  readonly model: string;
  /** Default 0; null for models that take none. */
  readonly temperature?: number | null | undefined;
  /** Default 0: servers that sample take it, and greedy ones do not mind. */
  readonly seed?: number | undefined;
  /** Default 1024: scores and an explanation. Models that think before they answer need more. */
  readonly maxTokens?: number | undefined;
}

/** A judge behind an OpenAI-compatible server. Its tokens and cost are the client's `usage`. */
export function serverJudge({ client, model, temperature = 0, seed = 0, maxTokens = 1024 }: ServerJudgeOptions): Judge {
  return {
    name: model,
    kind: 'server',
    parameters: { server: client.baseUrl, temperature, seed, maxTokens },
    ask: async ({ system, user }, signal) => {
      const turns = [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ] as const;
      const { text, promptTokens, answerTokens } = await client.chat(
        { model, turns, temperature, seed, maxTokens },
        signal,
      );
      return { text, promptTokens, answerTokens };
    },
  };
}
