/**
 * The encoding of a HTML file, as a name for `TextDecoder`: what its byte order mark says, else UTF-16 where every other
 * byte is 0, else what the file declares (`<?xml encoding>`, `<meta charset>`), else UTF-8 where it is that, else
 * `windows-1252`, which `latin1` is to the web. A declared UTF-8 that the bytes are not counts as none.
 */
export function mrrtEncoding(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  const head = String.fromCharCode(...bytes.subarray(0, 4096));
  const declared =
    /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1] ??
    /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  const name = declared?.toLowerCase() ?? '';
  // What declares UTF-16 in single bytes is not that (HTML standard, section 13.2.3.2).
  if (known.test(name)) return name;
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

const known =
  /^(?:(?:x-)?windows-?125\d|cp125\d|iso-?8859-?\d{1,2}|latin-?\d|us-ascii|ascii|koi8-[ru]|macintosh|shift[_-]jis|euc-(?:jp|kr)|gbk|gb2312|gb18030|big5)$/;

/** RFC 3629, without the checks of overlong forms. */
function isUtf8(bytes: Uint8Array): boolean {
  let waiting = 0;
  for (const byte of bytes)
    if (waiting > 0) {
      if ((byte & 0xc0) !== 0x80) return false;
      waiting -= 1;
    } else if (byte >= 0x80) {
      waiting =
        byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xc2 && byte < 0xe0 ? 1 : -1;
      if (waiting < 0) return false;
    }
  return waiting === 0;
}
