/**
 * Text from outside (file names, tags, reports, models, servers) as a person can trust what is seen of it: whatever has
 * no shape of its own, or changes the order of what stands around it, is written out as ⟨U+202E⟩.
 */

export interface ForeignBounds {
  /** Characters that are shown at most, default 400: of a longer text the middle is left out. */
  readonly longest?: number;
  /** True where line breaks and tabs are layout and stay; default false. */
  readonly lines?: boolean;
}

/** Controls, lone surrogates, line and paragraph separators, interlinear marks, bidi controls and all else that is drawn as nothing. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFC]/gu;

/**
 * Joiners and variation selectors belong to the spelling of many languages and to emoji. They stay after a character
 * that they can act on; after Latin, Greek and Cyrillic letters, digits and signs they only hide.
 */
const JOINERS = /[\u200C\u200D\uFE0E\uFE0F\u{E0100}-\u{E01EF}]/u;
const JOINABLE =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\u20E3]$|(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\p{L}\p{M}]$/u;

const DEFAULT_LONGEST = 400;

/** The text with everything unseen written out, on one line and of bounded length where the bounds do not say otherwise. */
export function foreignText(value: string, { longest = DEFAULT_LONGEST, lines = false }: ForeignBounds = {}): string {
  const near = cutMiddle(lines ? value.replaceAll('\r\n', '\n') : value, longest);
  return cutMiddle(writtenOut(near, lines, mark), longest);
}

/** The same characters as escapes of JSON: the data stay what they are. */
export function jsonEscapes(json: string): string {
  return writtenOut(json, true, (unseen) =>
    Array.from({ length: unseen.length }, (_, index) => `\\u${hex(unseen.charCodeAt(index))}`).join(''),
  );
}

function writtenOut(text: string, lines: boolean, write: (unseen: string) => string): string {
  return text.replace(UNSEEN, (unseen, offset: number) => {
    if (lines && (unseen === '\n' || unseen === '\t')) return unseen;
    if (JOINERS.test(unseen) && JOINABLE.test(text.slice(Math.max(0, offset - 2), offset))) return unseen;
    return write(unseen);
  });
}

function mark(unseen: string): string {
  return `⟨U+${hex(unseen.codePointAt(0) ?? 0)}⟩`;
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}

/** Beginning and end say most: what a message is about, and the way out; a name, and its extension. */
function cutMiddle(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = Math.ceil((longest - 1) / 2);
  const tail = longest - 1 - head;
  return `${text.slice(0, head).replace(/[\uD800-\uDBFF]$/, '')}…${text.slice(text.length - tail).replace(/^[\uDC00-\uDFFF]/, '')}`;
}
