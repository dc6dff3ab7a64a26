import { t } from '@vscode/l10n';
import { openAiErrors } from './openAiErrors.ts';

export interface ServerAddress {
  /** Without a slash at its end: "http://localhost:8080/v1". */
  readonly baseUrl: string;
  /** With the port where it is not the scheme's own; what messages call the server. */
  readonly host: string;
}

/**
 * The base URL that the user gave, as they are copied from documentation: a slash or `/chat/completions` at its end is
 * dropped. Throws an `OpenAiError`: `addressUnfit`, or `insecure` for http to another machine, since captions and answers
 * may be private.
 */
export function serverAddress(given: string, allowInsecure = false): ServerAddress {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined) throw openAiErrors.addressUnfit(t`it is no URL`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw openAiErrors.addressUnfit(t`it begins with neither http:// nor https://`);
  if (url.username !== '' || url.password !== '')
    throw openAiErrors.addressUnfit(t`it has a name or a password in it, and the key is given apart`);
  if (url.search !== '' || url.hash !== '') throw openAiErrors.addressUnfit(t`it has a "?" or "#" in it`);
  if (url.protocol === 'http:' && !isThisMachine(url.hostname) && !allowInsecure) throw openAiErrors.insecure(url.host);
  const path = url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '');
  return { baseUrl: url.origin + path, host: url.host };
}

/** Names and addresses that never leave this machine; URLs have IPv4 addresses in their usual form. */
function isThisMachine(hostname: string): boolean {
  return (
    /^(.+\.)?localhost$/.test(hostname) ||
    /^127(\.\d+){3}$/.test(hostname) ||
    hostname === '0.0.0.0' ||
    hostname === '[::1]'
  );
}
