/**
 * One HTTP request of a call, as the `openai` package makes it and tries it again. What no second try can mend ends the
 * whole call. Nothing of the environment goes along: no header of the package (platform, versions) or of
 * OPENAI_CUSTOM_HEADERS, and no other host is asked.
 */
import { t } from '@vscode/l10n';
import { OpenAiError, openAiErrors } from './openAiErrors.ts';
import { secondsOfRetryAfter, statusError, type RefusedRequest } from './statusError.ts';

export interface Call {
  readonly baseUrl: string;
  readonly key: string | undefined;
  readonly timeoutMs: number;
  readonly request: RefusedRequest;
  /** Ends the call: no further try. */
  readonly end: (error: OpenAiError) => void;
  /** Why the last try failed, where another may follow. */
  lastError: OpenAiError | undefined;
  tries: number;
}

/** A completion has some kilobytes; a server that sends without end does not fill the memory. */
const LARGEST_REPLY = 8e6;

/** A `fetch` for one call. The package sees a status and JSON, whatever the server's headers say. */
export function fetchOfCall(call: Call): (url: string | URL | Request, init?: RequestInit) => Promise<Response> {
  const { host } = call.request;
  const fail = (error: OpenAiError): never => {
    call.end(error);
    throw error;
  };
  return async (url, init) => {
    call.tries++;
    const stop = new AbortController();
    const late = new Error('late');
    const timer = setTimeout(() => stop.abort(late), call.timeoutMs);
    const onAbort = (): void => stop.abort(init?.signal?.reason);
    if (init?.signal?.aborted === true) onAbort();
    else init?.signal?.addEventListener('abort', onAbort);
    try {
      const response = await fetch(url instanceof Request ? url.url : url, {
        method: 'POST',
        headers: headersOf(call.key),
        body: init?.body ?? null,
        redirect: 'manual',
        signal: stop.signal,
      });
      const { status } = response;
      if (status >= 300 && status < 400) {
        await response.body?.cancel();
        return fail(openAiErrors.redirected(host, hostOf(response.headers.get('location'), call.baseUrl)));
      }
      const body = await boundedText(response);
      if (body === undefined) return fail(openAiErrors.badReply(host, t`more than 8 MB`));
      if (response.ok) {
        if (!isJson(body)) return fail(openAiErrors.badReply(host, whatItIs(body)));
        return new Response(body, { headers: { 'content-type': 'application/json' } });
      }
      const retryAfter = response.headers.get('retry-after');
      const { error, mayPass } = statusError(call.request, status, body, secondsOfRetryAfter(retryAfter));
      if (!mayPass) return fail(error);
      call.lastError = error;
      return new Response('', { status, headers: retryAfter === null ? {} : { 'retry-after': retryAfter } });
    } catch (error) {
      if (error instanceof OpenAiError || init?.signal?.aborted === true) throw error;
      const cause = causeOf(error);
      if (stop.signal.reason === late || cause === 'UND_ERR_HEADERS_TIMEOUT' || cause === 'UND_ERR_BODY_TIMEOUT')
        return fail(openAiErrors.timeout(host, Math.round(call.timeoutMs / 100) / 10));
      if (cause !== undefined && /CERT|SELF_SIGNED|UNABLE_TO_/.test(cause))
        return fail(openAiErrors.certificate(host, cause));
      call.lastError = openAiErrors.unreachable(host, cause);
      throw error;
    } finally {
      clearTimeout(timer);
      init?.signal?.removeEventListener('abort', onAbort);
    }
  };
}

function headersOf(key: string | undefined): Record<string, string> {
  return {
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': 'llava-med',
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  };
}

/** Undefined for more than a completion has. */
async function boundedText(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    chunks.push(read.value);
    bytes += read.value.length;
    if (bytes > LARGEST_REPLY) {
      await reader?.cancel();
      return undefined;
    }
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function whatItIs(body: string): string {
  if (body.trim() === '') return t`nothing`;
  return /^\s*<(!doctype|html)/i.test(body) ? t`a web page` : t`something that is no JSON`;
}

function hostOf(location: string | null, base: string): string | undefined {
  return location !== null && URL.canParse(location, base) ? new URL(location, base).host : undefined;
}

/** The code of what `fetch` hides behind "fetch failed": ECONNREFUSED and the like. */
function causeOf(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === 'string' && /^[A-Z][A-Z\d_]+$/.test(code)) return code;
  }
  return undefined;
}
