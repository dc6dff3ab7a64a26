/**
 * Every failure of a server that a user can meet: one factory each. A message names the host, the cause and the way out;
 * never the key, nor what was asked. Aborting is not among them: it rejects with the signal's reason.
 */
import { plainText } from '../text/plainText.ts';

export type OpenAiErrorCode =
  | 'addressUnfit'
  | 'insecure'
  | 'keyUnfit'
  | 'unreachable'
  | 'redirected'
  | 'unauthorised'
  | 'modelUnknown'
  | 'rateLimited'
  | 'timeout'
  | 'contextTooLong'
  | 'refused'
  | 'serverFailed'
  | 'badReply';

export class OpenAiError extends Error {
  override readonly name = 'OpenAiError';
  readonly code: OpenAiErrorCode;
  /** The parameter that the server does not take, as it calls it. */
  readonly parameter: string | undefined;

  constructor(code: OpenAiErrorCode, message: string, parameter?: string) {
    super(message);
    this.code = code;
    this.parameter = parameter;
  }
}

const error = (code: OpenAiErrorCode, message: string): OpenAiError => new OpenAiError(code, message);

export const openAiErrors = {
  /** `why`, as a person reads it. The address may have a password in it: it is not repeated. */
  addressUnfit: (why: string) =>
    error('addressUnfit', plainText`The server's address is unfit: ${why}. Give one like http://localhost:8080/v1.`),

  insecure: (host: string) =>
    error(
      'insecure',
      plainText`${host} is another machine, and http would send questions, captions and answers there readable by anyone on the way. Use https, or allow it where the network is your own.`,
    ),

  keyUnfit: (host: string) =>
    error(
      'keyUnfit',
      plainText`The key for ${host} has spaces, line breaks or other characters that no key has. Copy it again.`,
    ),

  /** `cause`: a code such as ECONNREFUSED. */
  unreachable: (host: string, cause: string | undefined) =>
    error(
      'unreachable',
      cause === undefined
        ? plainText`${host} cannot be reached. See whether the server runs and the address and port are right.`
        : plainText`${host} cannot be reached (${cause}). See whether the server runs and the address and port are right.`,
    ),

  certificate: (host: string, cause: string) =>
    error(
      'unreachable',
      plainText`The certificate of ${host} is not trusted (${cause}). Let Node.js know its authority with NODE_EXTRA_CA_CERTS.`,
    ),

  /** `to`: the host that it points to. */
  redirected: (host: string, to: string | undefined) =>
    error(
      'redirected',
      to === undefined
        ? plainText`${host} points to another address, which is not followed. Give that address if you trust it.`
        : plainText`${host} points to another address (${to}), which is not followed. Give that address if you trust it.`,
    ),

  unauthorised: (host: string, hasKey: boolean) =>
    error(
      'unauthorised',
      hasKey
        ? plainText`${host} does not accept the key, or the key does not allow this model. Give another key.`
        : plainText`${host} wants a key. Give the one that belongs to it.`,
    ),

  modelUnknown: (host: string, model: string) =>
    error(
      'modelUnknown',
      plainText`${host} has no model "${model}". Choose one that it has: its address ending in /models lists them.`,
    ),

  /** `seconds`: how long the server asks to wait. */
  rateLimited: (host: string, seconds: number | undefined) =>
    error(
      'rateLimited',
      seconds === undefined
        ? plainText`${host} takes no more requests for now. Go on later, or with fewer at a time.`
        : plainText`${host} takes no more requests for ${Math.ceil(seconds)} seconds. Go on after that, or with fewer at a time.`,
    ),

  quotaUsedUp: (host: string) =>
    error('rateLimited', plainText`What the key for ${host} may spend is used up. Raise its limit, then go on.`),

  timeout: (host: string, seconds: number | undefined) =>
    error(
      'timeout',
      seconds === undefined
        ? plainText`${host} gave up the request for want of time. Try again, or choose a faster model.`
        : plainText`${host} did not answer within ${seconds} seconds. Allow more time, ask fewer at a time, or choose a faster model.`,
    ),

  contextTooLong: (host: string, model: string) =>
    error(
      'contextTooLong',
      plainText`The text is longer than the context of "${model}" at ${host}. Start the server with a larger context, or choose a model that has one.`,
    ),

  /** `says`: what `serverSays` lets through of the server's own text. */
  refused: (host: string, status: number, says: string | undefined, parameter: string | undefined) =>
    new OpenAiError(
      'refused',
      says === undefined
        ? plainText`${host} refused the request (HTTP ${status}). Choose another model or other parameters.`
        : plainText`${host} refused the request (HTTP ${status}). It says: "${says}". Choose another model or other parameters.`,
      parameter,
    ),

  serverFailed: (host: string, status: number, says: string | undefined) =>
    error(
      'serverFailed',
      says === undefined
        ? plainText`${host} failed (HTTP ${status}), also when asked again. See the server's log; it may still be loading its model.`
        : plainText`${host} failed (HTTP ${status}), also when asked again. It says: "${says}". See the server's log; it may still be loading its model.`,
    ),

  /** `what`: "a web page", "nothing" ..., as a person reads it. */
  badReply: (host: string, what: string) =>
    error(
      'badReply',
      plainText`${host} answered with ${what} instead of a chat completion. See whether the address is that of an OpenAI-compatible server; most end in /v1.`,
    ),
};
