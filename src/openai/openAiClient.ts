/**
 * The one client of OpenAI-compatible servers: api.openai.com, llama-server, Ollama, vLLM, LM Studio. Chat completions,
 * not streamed.
 *
 *   const client = new OpenAiClient({ baseUrl: 'http://localhost:8080/v1', key: undefined });
 *   const reply = await client.chat({ model: 'qwen', turns: [{ role: 'user', content: 'Hello' }] }, signal);
 */
import { t } from '@vscode/l10n';
import { OpenAI } from 'openai';
import { chatReply, type ChatReply } from './chatReply.ts';
import { fetchOfCall, type Call } from './oneTry.ts';
import { OpenAiError, openAiErrors } from './openAiErrors.ts';
import { serverAddress, type ServerAddress } from './serverAddress.ts';
import type { TokenUsage } from './tokenUsage.ts';

export interface OpenAiClientOptions {
  /** As the user gave it: most end in /v1. */
  readonly baseUrl: string;
  /** Undefined for servers without one. */
  readonly key: string | undefined;
  /** Http to another machine, where the network is the user's own. Default false. */
  readonly allowInsecure?: boolean | undefined;
  /** Of one try, from the request to the last byte. Default 120 s; Node's fetch waits at most 300 s for a first byte. */
  readonly timeoutMs?: number | undefined;
  /**
   * Further tries after 408, 409, 429, 5xx and broken connections; default 4. Between them 0.5 s, 1 s, 2 s ... (each up to a
   * quarter less, by chance), or what Retry-After asks for, up to a minute; a longer wait is an error, `rateLimited`.
   */
  readonly retries?: number | undefined;
}

export interface ChatTurn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface ChatRequest {
  readonly model: string;
  readonly turns: readonly ChatTurn[];
  /** Default 0. Null: not sent. Nor is it to a model that has refused one. */
  readonly temperature?: number | null | undefined;
  /** Default: not sent. */
  readonly seed?: number | undefined;
  /** Default: as the server. */
  readonly maxTokens?: number | undefined;
}

const TIMEOUT_MS = 120_000;
const RETRIES = 4;

export class OpenAiClient {
  readonly #address: ServerAddress;
  readonly #key: string | undefined;
  readonly #timeoutMs: number;
  readonly #retries: number;
  #usage: TokenUsage = { replies: 0, retries: 0, promptTokens: 0, answerTokens: 0, repliesWithoutUsage: 0 };
  /** Newer models of OpenAI want the second name, and other servers know only the first. */
  #limitName: 'max_tokens' | 'max_completion_tokens' = 'max_tokens';
  /** Models that have refused one, as those that think before they answer do. */
  readonly #withoutTemperature = new Set<string>();

  /** Throws an `OpenAiError`: `addressUnfit`, `insecure` or `keyUnfit`. */
  constructor({ baseUrl, key, allowInsecure, timeoutMs, retries }: OpenAiClientOptions) {
    this.#address = serverAddress(baseUrl, allowInsecure);
    const bare = key?.trim();
    // `fetch` would repeat it in its message.
    if (bare !== undefined && !/^[\x21-\x7e]*$/.test(bare)) throw openAiErrors.keyUnfit(this.#address.host);
    this.#key = bare === '' ? undefined : bare;
    this.#timeoutMs = timeoutMs ?? TIMEOUT_MS;
    this.#retries = retries ?? RETRIES;
  }

  /** What messages call the server. */
  get host(): string {
    return this.#address.host;
  }

  get baseUrl(): string {
    return this.#address.baseUrl;
  }

  /** So far, of all calls that were answered; what failed may have cost, too. */
  get usage(): TokenUsage {
    return this.#usage;
  }

  /**
   * Rejects with an `OpenAiError`; abort rejects with the signal's reason. Asks again where the server refuses the name of
   * the limit, or the temperature: from then on that model is asked without one.
   */
  async chat(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply> {
    const limitName = this.#limitName;
    const { model, temperature: wished = 0 } = request;
    const temperature = this.#withoutTemperature.has(model) ? null : wished;
    try {
      return await this.#call({ ...request, temperature }, limitName, signal);
    } catch (error) {
      const refused = error instanceof OpenAiError ? error.parameter : undefined;
      if (refused === 'max_tokens' && limitName === refused) this.#limitName = 'max_completion_tokens';
      else if (refused === 'temperature' && temperature !== null) this.#withoutTemperature.add(model);
      else throw error;
      return this.chat(request, signal);
    }
  }

  async #call(request: ChatRequest, limitName: string, signal: AbortSignal | undefined): Promise<ChatReply> {
    signal?.throwIfAborted();
    const { host, baseUrl } = this.#address;
    const key = this.#key;
    const ending = new AbortController();
    const secrets = [...(key === undefined ? [] : [key]), ...request.turns.map(({ content }) => content)];
    const call: Call = {
      baseUrl,
      key,
      timeoutMs: this.#timeoutMs,
      request: { host, model: request.model, hasKey: key !== undefined, secrets },
      end: (error) => ending.abort(error),
      lastError: undefined,
      tries: 0,
    };
    const { temperature, seed, maxTokens } = request;
    const parameters: Readonly<Record<string, number>> = {
      ...(temperature === null || temperature === undefined ? {} : { temperature }),
      ...(seed === undefined ? {} : { seed }),
      ...(maxTokens === undefined ? {} : { [limitName]: maxTokens }),
    };
    const onAbort = (): void => ending.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort);
    try {
      const completion: unknown = await this.#package(call).chat.completions.create(
        {
          model: request.model,
          messages: [...request.turns],
          stream: false,
          ...parameters,
        },
        { signal: ending.signal },
      );
      const reply = chatReply(completion);
      if (reply === undefined) throw openAiErrors.badReply(host, t`JSON of another kind`);
      this.#count(reply);
      return reply;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof OpenAiError) throw error;
      throw ending.signal.reason instanceof OpenAiError
        ? ending.signal.reason
        : (call.lastError ?? openAiErrors.unreachable(host, undefined));
    } finally {
      signal?.removeEventListener('abort', onAbort);
      this.#usage = { ...this.#usage, retries: this.#usage.retries + Math.max(0, call.tries - 1) };
    }
  }

  /** Everything that it would take from the environment is given: address, keys, organisation, log. */
  #package(call: Call): OpenAI {
    return new OpenAI({
      baseURL: call.baseUrl,
      // It wants one; `fetchOfCall` sends the real one, or none.
      apiKey: 'none',
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      logLevel: 'off',
      maxRetries: this.#retries,
      // `fetchOfCall` keeps the time.
      timeout: call.timeoutMs + 10_000,
      fetch: fetchOfCall(call),
    });
  }

  #count({ promptTokens, answerTokens }: ChatReply): void {
    const usage = this.#usage;
    const isSilent = promptTokens === undefined || answerTokens === undefined;
    this.#usage = {
      ...usage,
      replies: usage.replies + 1,
      promptTokens: usage.promptTokens + (promptTokens ?? 0),
      answerTokens: usage.answerTokens + (answerTokens ?? 0),
      repliesWithoutUsage: usage.repliesWithoutUsage + (isSilent ? 1 : 0),
    };
  }
}
