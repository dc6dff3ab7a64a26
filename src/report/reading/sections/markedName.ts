import { readSectionName, type SectionName } from './sectionName.ts';

/** A line's name of a section with the marks around it. Offsets count in the line. */
export interface MarkedName {
  readonly name: SectionName;
  readonly title: string;
  /**
   * What marks it: signs around it, a colon behind it, a dash or gap before text, nothing but its own line, or its
   * capitals before text.
   */
  readonly form: 'marks' | 'colon' | 'dash' | 'alone' | 'capitals';
  readonly isBold: boolean;
  readonly isCapitals: boolean;
  /** It starts with a small letter. */
  readonly startsLow: boolean;
  readonly start: number;
  /** Behind the marks. */
  readonly end: number;
  /** The text behind it, trimmed, and where that starts. */
  readonly rest: string;
  readonly restStart: number;
}

/** So far into a line a name is looked for: the patterns below run over no more than this. */
const lead = 120;

/** A bullet makes an item, not a heading. */
const bullet = /^[-*+•·‣◦](?=\s)/;
const opening = /^(?:<\/?(?:h[1-6]|b|strong|u|i|em|p|span|div|center|font)>|[*_=~#|[({<>«"“”'`:►▶■▪●◆§–—+.•·-]|\s)*/i;
const numbering = /^(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,4}|[A-Ha-h])[.)]|\d{1,2}(?=\s+[A-Z]))(?:\s|\*|_)*/;
/** Ends a name: a colon, a dash with space, `.-`, a bar, a gap. */
const separator =
  /\s*(?:[:：](?:\s?[-–—]+(?=\s|$))?|\.[-–—]|\s[-–—−=»>]{1,3}(?=[\s*]|$)|\s?[–—=→⇒](?=\s|$)|\s?\||\s?(?:\.{3,}|…+)|\t|\s{3,})/;
const closing = /^(?:<\/?(?:h[1-6]|b|strong|u|i|em|p|span|div|center|font)>|[*_=~#|\])}>»"“”'`:：.…+–—-]|\s)*/i;

/** Reads the name that a line starts with; undefined when it starts with none. */
export function readMarkedName(text: string): MarkedName | undefined {
  const start = text.search(/\S/);
  if (start < 0 || start > 40) return undefined;
  const head = text.slice(start, start + lead);
  if (!/^[\p{L}\p{N}*_=~#|[({<>«"“'`:►▶■▪●◆§–—+.•·-]/u.test(head)) return undefined;
  const open = opening.exec(head)?.[0] ?? '';
  const isItem = bullet.test(head) && !/^([-*+])\s.*\s\1\s*$/.test(head);
  const number = numbering.exec(head.slice(open.length))?.[0] ?? '';
  const from = open.length + number.length;
  const words = head.slice(from);
  // `- Heart: normal` is an item; so is `- Findings`, but not `- Findings: clear`.
  if (isItem) return ownLabel(separated(text, start, head, from));
  return (
    separated(text, start, head, from) ??
    enclosed(text, start, head, open, from) ??
    inCapitals(text, start, words, from)
  );
}

function ownLabel(read: MarkedName | undefined): MarkedName | undefined {
  const isOwn = read?.name.kinds.some((kind) => kind === 'findings' || kind === 'impression') === true;
  return isOwn && read.form === 'colon' && !read.name.isWeak ? read : undefined;
}

/** `FINDINGS:`, `**Findings:** text`, `Findings - text`. */
function separated(text: string, start: number, head: string, from: number): MarkedName | undefined {
  const words = head.slice(from);
  const match = separator.exec(words);
  if (!match || match.index === 0) return undefined;
  const title = stripMarks(words.slice(0, match.index));
  const name = readSectionName(title);
  if (!name) return undefined;
  const isColon = /[:：]/.test(match[0]);
  let end = from + match.index + match[0].trimEnd().length;
  const tail = closing.exec(head.slice(end))?.[0] ?? '';
  const marks = /^\s*(?:[*_\])}>`:]|<\/[a-z0-9]{1,6}>)+/.exec(tail)?.[0].length ?? 0;
  const isOpen = /[*_[({<`:]/.test(head.slice(0, from));
  if (isOpen) end += marks;
  return markedName(text, {
    name,
    title,
    form: isColon ? 'colon' : 'dash',
    start,
    end: start + end,
    open: head.slice(0, from),
  });
}

/** `[Findings]`, `=== FINDINGS ===`, `**Findings**`, `Findings` alone on its line. */
function enclosed(text: string, start: number, head: string, open: string, from: number): MarkedName | undefined {
  if (text.length - start > lead) return undefined;
  const words = /^[^*_=~#|\])}<>«»"“”`:]{2,90}/.exec(head.slice(from))?.[0].replace(/(?:\s|[.–—+-])+$/, '') ?? '';
  const rest = head.slice(from + words.length);
  const name = words === '' ? undefined : readSectionName(words);
  if (!name || closing.exec(rest)?.[0].length !== rest.length) return undefined;
  const isMarked = /[*_=~#|[({<«►▶■▪●◆§–—+-]/.test(open);
  const isPeriod = /^\.\s*$/.test(rest);
  if (isPeriod && !isMarked && words !== words.toUpperCase() && name.isWeak) return undefined;
  const end = start + from + words.length + rest.trimEnd().length;
  return markedName(text, { name, title: words, form: isMarked ? 'marks' : 'alone', start, end, open });
}

/** `FINDINGS The lungs are clear.` */
function inCapitals(text: string, start: number, words: string, from: number): MarkedName | undefined {
  const match =
    /^(?:[\p{Lu}\p{N}&/'-]{2,}[*_]{0,3}\s+){1,6}(?=\p{Lu}\p{Ll}|\d|\p{Lu}\s\p{Ll})/u.exec(words) ??
    /^[\p{Lu} /&]{4,60}\.(?=\s+\p{Lu})/u.exec(words);
  const title = match ? stripMarks(match[0]).replace(/\.$/, '') : undefined;
  const name = title === undefined ? undefined : readSectionName(title);
  if (!match || title === undefined || !name) return undefined;
  const end = start + from + match[0].trimEnd().length;
  return markedName(text, { name, title, form: 'capitals', start, end, open: '' });
}

function markedName(
  text: string,
  { open, ...parts }: Pick<MarkedName, 'name' | 'title' | 'form' | 'start' | 'end'> & { readonly open: string },
): MarkedName {
  const { title, end } = parts;
  const behind = text.slice(end);
  const gap = behind.length - behind.trimStart().length;
  return {
    ...parts,
    isBold: /\*\*|__|<(?:b|strong)>/i.test(open),
    isCapitals: title === title.toUpperCase(),
    startsLow: /^\p{Ll}/u.test(title),
    rest: behind.trim(),
    restStart: end + gap,
  };
}

function stripMarks(words: string): string {
  return words.replace(/<\/?[a-z][a-z0-9]{0,9}>|[*_`~[\]{}"«»]/gi, ' ').trim();
}
