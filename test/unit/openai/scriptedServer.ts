/** A server of chat completions that answers by script and remembers what it was asked. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AskedRequest {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: ChatBody;
}

export interface ChatBody {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly [parameter: string]: unknown;
}

/** Answers a request; `index` counts them from 0. */
export type Script = (response: ServerResponse, request: AskedRequest, index: number) => void;

export class ScriptedServer {
  readonly requests: AskedRequest[] = [];
  readonly #script: Script;
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as ChatBody;
      const asked = { method: request.method, path: request.url, headers: request.headers, body };
      this.#script(response, asked, this.requests.push(asked) - 1);
    });
  });

  private constructor(script: Script) {
    this.#script = script;
  }

  static async start(script: Script): Promise<ScriptedServer> {
    const server = new ScriptedServer(script);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get baseUrl(): string {
    return `http://${this.host}/v1`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

export function sendReply(
  response: ServerResponse,
  content: string | null,
  usage: object | undefined = { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
): void {
  sendJson(response, 200, completion(content, usage));
}

export function completion(content: unknown, usage?: object, finish = 'stop'): object {
  const message = { role: 'assistant', content };
  return { id: 'x', object: 'chat.completion', choices: [{ index: 0, message, finish_reason: finish }], usage };
}
