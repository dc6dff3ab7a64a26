import { openAiErrors, type OpenAiError } from './openAiErrors.ts';
import { readErrorBody, serverSays } from './serverSays.ts';

export interface RefusedRequest {
  readonly host: string;
  readonly model: string;
  readonly hasKey: boolean;
  /** What no message may repeat: the key, and the texts that were sent. */
  readonly secrets: readonly string[];
}

export interface StatusError {
  readonly error: OpenAiError;
  /** Whether the same request may fare better in a while. */
  readonly mayPass: boolean;
}

/** Servers disagree on the status for a text that is too long, but name the context. */
const CONTEXT =
  /context_length_exceeded|exceed_context_size|context (length|size|window)|exceeds? .{0,40}context|prompt is too long|too many tokens/i;
const NO_MODEL =
  /model_not_found|\bmodel\b.{0,120}\b(not found|not exist|unknown|invalid|not available)|unknown model/i;
const QUOTA = /insufficient_quota|billing|insufficient (balance|credits?)/i;

/** What an HTTP status of a server means; `body`: its text. The asked wait is that of the header Retry-After, in seconds. */
export function statusError(
  request: RefusedRequest,
  status: number,
  body: string,
  askedWait: number | undefined,
): StatusError {
  const { host, model, hasKey } = request;
  const { message, kind, parameter } = readErrorBody(body);
  const about = `${kind} ${message ?? ''}`.slice(0, 2000);
  const says = serverSays(message, request.secrets);
  const final = (error: OpenAiError): StatusError => ({ error, mayPass: false });
  const passing = (error: OpenAiError): StatusError => ({ error, mayPass: true });

  if (status === 401 || status === 403) return final(openAiErrors.unauthorised(host, hasKey));
  if (status === 402 || (status === 429 && QUOTA.test(about))) return final(openAiErrors.quotaUsedUp(host));
  if (status === 429) {
    const error = openAiErrors.rateLimited(host, askedWait);
    return askedWait !== undefined && askedWait > LONGEST_WAIT ? final(error) : passing(error);
  }
  if (status === 413 || CONTEXT.test(about)) return final(openAiErrors.contextTooLong(host, model));
  if (status < 500 && NO_MODEL.test(about)) return final(openAiErrors.modelUnknown(host, model));
  if (status === 408) return passing(openAiErrors.timeout(host, undefined));
  if (status === 409 || (status >= 500 && status < 600)) return passing(openAiErrors.serverFailed(host, status, says));
  if (status === 404 || status === 405) return final(openAiErrors.badReply(host, `HTTP ${status}`));
  return final(openAiErrors.refused(host, status, says, parameter));
}

/** Seconds. The package waits no longer than that, and would ask again at once instead. */
const LONGEST_WAIT = 60;

/** Seconds that a Retry-After asks for, as a number or a date; undefined where it says neither. */
export function secondsOfRetryAfter(header: string | null, now = Date.now()): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
