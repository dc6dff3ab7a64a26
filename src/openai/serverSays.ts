/** What a server says of an error, whatever shape its kind gives it. */
import { isRecord } from '../text/isRecord.ts';

export interface ErrorBody {
  readonly message: string | undefined;
  /** Code and type, in lower case, for recognition only. */
  readonly kind: string;
  readonly parameter: string | undefined;
}

/**
 * OpenAI, llama-server and Ollama: `{error: {message, type, code, param}}`; LM Studio: `{error: "text"}`; older vLLM:
 * `{message, type, code}`; FastAPI: `{detail: "text"}`.
 */
export function readErrorBody(body: string): ErrorBody {
  const whole = parsed(body);
  const { error } = whole;
  const inner = isRecord(error) ? error : whole;
  const message = [error, inner['message'], inner['detail']].find((value) => typeof value === 'string');
  const kind = [inner['code'], inner['type']].filter((value) => typeof value === 'string').join(' ');
  const { param } = inner;
  return {
    message: typeof message === 'string' ? message : undefined,
    kind: kind.toLowerCase(),
    parameter: typeof param === 'string' ? param : undefined,
  };
}

const LONGEST_QUOTE = 200;
/** As many characters in common with what was sent are no coincidence. */
const ECHO = 16;

/**
 * The server's message as it may be shown: undefined where it repeats the key or a part of what was asked, as validation
 * errors do.
 */
export function serverSays(message: string | undefined, secrets: readonly string[]): string | undefined {
  const line = flat(message ?? '');
  if (line === '') return undefined;
  const hidden = secrets.map(flat).filter((secret) => secret !== '');
  if (hidden.some((secret) => line.toLowerCase().includes(secret.slice(0, ECHO).toLowerCase()))) return undefined;
  const quote = line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE - 1)}…` : line;
  for (let at = 0; at + ECHO <= quote.length; at++) {
    const piece = quote.slice(at, at + ECHO).toLowerCase();
    if (hidden.some((secret) => secret.toLowerCase().includes(piece))) return undefined;
  }
  return quote;
}

/** Escaped line breaks too, as a text is echoed inside JSON. */
function flat(text: string): string {
  return text.replace(/\\[nrt]|\s+/g, ' ').trim();
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
