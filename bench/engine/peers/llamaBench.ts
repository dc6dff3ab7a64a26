/** llama-bench: the token loop alone, without text or images, at the depth where an answer about an image stands. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface BenchRequest {
  readonly program: string;
  readonly modelPath: string;
  /** Tokens in the KV cache before the first one is generated. */
  readonly depth: number;
  readonly tokens: number;
}

/** Tokens per second of one repetition. */
export async function llamaBench({ program, modelPath, depth, tokens }: BenchRequest): Promise<number> {
  const numbers = ['-p', '0', '-n', String(tokens), '-d', String(depth), '-r', '1'];
  const { stdout } = await promisify(execFile)(program, ['-m', modelPath, ...numbers, '-o', 'json']);
  const [result] = JSON.parse(stdout) as readonly { readonly avg_ts: number }[];
  if (result === undefined) throw new Error('llama-bench printed no result');
  return result.avg_ts;
}
