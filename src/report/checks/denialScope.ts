/** How far a denial reaches. */
import type { Token } from '../reading/words/token.ts';
import { leavesRoom, notItself, ofKind, vague } from './contradictionWords.ts';
import type { Phrase } from './spokenPhrase.ts';

/** What narrows a denial down. */
export interface Scope {
  /** Any of these tells what is denied: `pleural` or `pericardial` effusion. */
  readonly items: readonly (readonly Token[])[];
  /** What else narrows it down. */
  readonly around: readonly Token[];
  /** Any of these: of the meniscus or the ligaments. */
  readonly behind: readonly (readonly Token[])[];
}

const removed =
  /resol|remov|resect|clear|disappear|exclud|longer|unlikely|ruled|rather|instead|consistent|compatible|suggestive|against|never|denies|n't|doesn|isn|wasn|aren|don$|^not$|resorb|definite|convincing|suspicious|residual|fails|failed|devoid/;

/** Undefined for a denial that leaves room: `no other`, `has resolved`, `previously no`. */
export function scopeOf({ tokens, marks, from, to }: Phrase): Scope | undefined {
  if (leavesSome({ tokens, marks, to }) || notItself.test(tokens[to]?.word ?? '')) return undefined;
  const words = (start: number, end: number): string =>
    tokens
      .slice(start, end)
      .map(({ word }) => word)
      .join(' ');
  const cue =
    marks.cues.findLast((one) => one.value === 'no' && one.to <= from) ??
    marks.cues.find((one) => (one.value === 'gone' || one.value === 'no') && one.from >= to);
  if (!cue || removed.test(words(cue.from, cue.to))) return undefined;
  const isBehind = cue.from >= to;
  const start = isBehind ? 0 : cue.to;
  const others = marks.findings.filter((hit) => hit.from >= start);
  const kinds: Token[] = [];
  const items: Token[][] = [[]];
  for (let index = start; index < from; index += 1) {
    const token = tokens[index] as Token;
    const isFinding = others.some((hit) => hit.from <= index && index < hit.to);
    if (isFinding) items.splice(0, items.length, []);
    else if (/^(?:,|or|and|nor|\/|oder|und|ou|et|o|y|e|of|en|ni)$/.test(token.word)) {
      if (items.at(-1)?.length === 0) continue;
      items.push([]);
    } else if (token.kind !== 'sign') {
      if (ofKind.has(token.word)) kinds.push(token);
      items.at(-1)?.push(token);
    }
  }
  // Behind the last finding of the list: `no fracture or dislocation of the wrist`.
  const last = others.findLast(
    (hit) => !marks.cues.some((one) => one.value === 'stop' && one.from > from && one.from < hit.from),
  );
  const near = nearEnd(tokens, others.find((hit) => hit.from >= to)?.from ?? tokens.length, to);
  const rest = tokens.slice(Math.max(near, last?.to ?? to));
  const behind = isBehind
    ? tokens.slice(cue.to)
    : [...tokens.slice(to, near), ...(near === to ? withoutMembers(rest) : rest)];
  const itemSets = items.filter((item) => item.length > 0);
  const hasSite = [...itemSets.flat(), ...behind].some((token) => siteAt(marks.sites, tokens, token));
  const before =
    isBehind || hasSite
      ? []
      : tokens.slice(isNumbered(tokens) ? 2 : 0, cue.from).filter(({ word }) => !vague.test(word));
  const extra = kinds.filter((token) => !items.flat().includes(token) || itemSets.length > 1);
  return {
    items: itemSets.length > 0 ? itemSets : [[]],
    around: [...extra, ...before],
    behind: listed(behind),
  };
}

/** A word leaves room, and is not said of a later member of the list: `no ascites or other collection`. */
function leavesSome({ tokens, marks, to }: Pick<Phrase, 'tokens' | 'marks' | 'to'>): boolean {
  return tokens.some(({ word }, index) => {
    if (!leavesRoom.has(word)) return false;
    const joint = tokens.findLastIndex((one, at) => at >= to && at < index && /^(?:,|or|nor)$/.test(one.word));
    const isOfNext =
      joint >= 0 &&
      marks.findings.some(
        ({ from }) =>
          from > index && from - joint <= 5 && !tokens.slice(index, from).some((one) => list.test(one.word)),
      );
    return !isOfNext;
  });
}

const list = /^(?:,|;|or|nor|and)$/;

/** `2. No effusion` */
function isNumbered(tokens: readonly Token[]): boolean {
  return tokens[0]?.kind === 'number' && /^[.)]$/.test(tokens[1]?.text ?? '');
}

/** The pieces between the joints of a list. */
function listed(tokens: readonly Token[]): Token[][] {
  const pieces: Token[][] = [[]];
  for (const token of tokens)
    if (/^(?:,|or|and|nor|\/|oder|und|ou|et)$/.test(token.word)) pieces.push([]);
    else pieces.at(-1)?.push(token);
  const said = pieces.filter((piece) => piece.some(({ kind }) => kind !== 'sign'));
  return said.length > 0 ? said : [[]];
}

/** `No ascites or splenomegaly`: a member of the list that has no name here narrows nothing down; what follows it may. */
function withoutMembers(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.findLastIndex(({ word }) => /^(?:or|nor|oder|ou)$/.test(word));
  if (last < 0 || !/^(?:,|or|nor|oder|ou)$/.test(tokens[0]?.word ?? '')) return tokens;
  const place = tokens.findIndex(({ word }) =>
    /^(?:of|in|at|on|within|to|along|around|im|am|in|der|dans|du)$/.test(word),
  );
  if (place >= 0 && place < last) return tokens;
  return place < 0 ? [] : tokens.slice(place);
}

function nearEnd(tokens: readonly Token[], end: number, from: number): number {
  for (let index = from; index < end; index += 1)
    if (/^(?:,|or|and|nor|;|\/)$/.test(tokens[index]?.word ?? '')) return index;
  return end;
}

/** The organ that a word names, or is part of the name of. */
export function siteAt(
  sites: readonly { readonly from: number; readonly to: number; readonly value: string }[],
  tokens: readonly Token[],
  token: Token,
): string | undefined {
  return sites.find(
    (hit) => (tokens[hit.from]?.start ?? 0) <= token.start && token.end <= (tokens[hit.to - 1]?.end ?? 0),
  )?.value;
}
