/** A judge behind the chat-completions protocol whose points depend on the prompt alone. */
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface JudgeServer {
  readonly url: string;
  /** Prompts that it was asked, as often as it was. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** `reply` of a prompt; default: two numbers from its hash. */
export async function startJudgeServer(reply: (prompt: string) => string = pointsOf): Promise<JudgeServer> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const { messages } = JSON.parse(body) as { messages: { content: string }[] };
      const prompt = messages.map(({ content }) => content).join('\n');
      asked.push(prompt);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          ...{ id: 'x', object: 'chat.completion', created: 0, model: 'judge' },
          choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: reply(prompt) } }],
          usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function pointsOf(prompt: string): string {
  const [first = 0, second = 0] = createHash('sha256').update(prompt).digest();
  return `${1 + (first % 10)} ${1 + (second % 10)}\nBecause of what they say.`;
}
