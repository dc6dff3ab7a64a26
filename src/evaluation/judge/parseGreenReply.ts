/** What a judge said of a draft: the lines that `greenStylePrompt` asks for. The reply is foreign text. */
import { isRefusal, replyLines } from './replyLines.ts';
import { END, GREEN_ERRORS, MATCHED, MINOR, type GreenError } from './greenStylePrompt.ts';

export type GreenUnreadable =
  | 'empty'
  /** A thought that did not come to its end. */
  | 'onlyThinking'
  | 'refusal'
  /** No line of the form that was asked for. */
  | 'noLines'
  /** The last line is missing: there may have been more errors. */
  | 'cutOff';

/** What a judge found in one draft. JSON as it stands. */
export interface GreenFindings {
  readonly matched: readonly string[];
  /** Errors that matter, by category: the words that the judge gave for each. */
  readonly errors: Readonly<Record<GreenError, readonly string[]>>;
  readonly minor: readonly string[];
  /** matched / (matched + errors), 0 to 1; missing where the judge found neither. */
  readonly score?: number;
}

export interface GreenJudgement extends GreenFindings {
  readonly kind: 'judgement';
}

export type ParsedGreenReply = GreenJudgement | { readonly kind: 'unreadable'; readonly reason: GreenUnreadable };

type Kind = GreenError | 'matched' | 'minor';

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...(Object.entries(GREEN_ERRORS) as [GreenError, string][]).map(([kind, name]) => [name, kind] as const),
  [MATCHED, 'matched'],
  [`${MATCHED} FINDING`, 'matched'],
  [MINOR, 'minor'],
  [`${MINOR} ERROR`, 'minor'],
]);

const LONGEST = 50_000;
const LINE = /^(?:\d{1,2}[.)]\s+)?["'{[(]*\s*([a-z]+(?:[ _-][a-z]+)?)s?\s*["'\])]*\s*[:|=]\s*(.*)$/i;
/** A kind that does not occur needs no line; some judges write one. */
const NONE = /^(?:none|no|nil|n\/a|0|-|–|—|nothing|none found|not applicable)?[.,}"'\s]*$/i;

export function parseGreenReply(reply: string): ParsedGreenReply {
  const read = replyLines(reply, LONGEST);
  if (read.kind === 'unreadable') return read;
  const { lines } = read;
  const said: Record<Kind, string[]> = {
    ...none(),
    matched: [],
    minor: [],
  };
  let hasLines = false;
  let hasEnd = false;
  for (const line of lines) {
    // What a chatty judge adds is no part of the judgement.
    if (line.replace(/["'.!]/g, '') === END) {
      hasEnd = true;
      break;
    }
    const read = readLine(line);
    if (!read) continue;
    hasLines = true;
    if (!NONE.test(read.words)) said[read.kind].push(read.words);
  }
  if (!hasLines && !hasEnd) return unreadable(isRefusal(lines) ? 'refusal' : 'noLines');
  if (!hasEnd) return unreadable('cutOff');
  const { matched, minor, ...errors } = said;
  const wrong = Object.values(errors).reduce((sum, words) => sum + words.length, 0);
  const all = matched.length + wrong;
  return { kind: 'judgement', matched, errors, minor, ...(all === 0 ? {} : { score: matched.length / all }) };
}

function none(): Record<GreenError, string[]> {
  return {
    falseFinding: [],
    missingFinding: [],
    wrongLocation: [],
    wrongSeverity: [],
    addedComparison: [],
    omittedComparison: [],
  };
}

/** `FALSE FINDING: left effusion`, also as `{"false_finding": "left effusion"}`. */
function readLine(line: string): { readonly kind: Kind; readonly words: string } | undefined {
  const [, name, words] = LINE.exec(line) ?? [];
  const plain = name?.toUpperCase().replace(/[_-]/g, ' ');
  const kind = kinds.get(plain ?? '') ?? kinds.get(plain?.replace(/S$/, '') ?? '');
  return kind === undefined || words === undefined
    ? undefined
    : { kind, words: words.replace(/^["']|["'\]}),]+$/g, '') };
}

function unreadable(reason: GreenUnreadable): ParsedGreenReply {
  return { kind: 'unreadable', reason };
}
