/** A sentence with its words for sides, and what may stand between a side and its finding. */
import type { MarkedSentence } from './clause.ts';
import type { Cue, Side, SideWord } from '../words/lexicon.ts';
import type { Hit } from '../words/phraseIndex.ts';
import type { Token } from '../words/token.ts';

export interface Binding {
  readonly sides: readonly Side[];
  readonly hit: Hit<SideWord> | undefined;
  readonly isBorrowed: boolean;
  /** Borrowed by a mere `with`. */
  readonly isLoose?: boolean;
}

export interface SidedSentence extends MarkedSentence {
  readonly isPostposed: boolean;
  readonly sideAt: readonly (Hit<SideWord> | undefined)[];
  /** Tokens that name an organ or a part of one. */
  readonly siteAt: readonly (Hit<string> | undefined)[];
  readonly findingAt: readonly (Hit<string> | undefined)[];
}

export const none: Binding = { sides: [], hit: undefined, isBorrowed: false };

export const neutral = new Set(
  'outer inner approx about measuring ca th territory distribution convexity quadrant margin wall surface border vein veins artery arteries vessel vessels segments lobe circulation side sided lung region zone area aspect pole segment half portion part field shows contains upper lower mid middle medial lateral anterior posterior proximal distal superior inferior base apex level s th rd nd st 1st 2nd there c cm mm o clock'.split(
    ' ',
  ),
);

export function cueAt(sentence: SidedSentence, index: number): Cue | undefined {
  return sentence.cues[index]?.value;
}

export function sidesOf(word: SideWord): readonly Side[] {
  if (word === 'both') return ['left', 'right'];
  return word === 'apart' ? [] : [word];
}

export function isDash(token: Token, next: Token | undefined): boolean {
  return /^[-–—]$/.test(token.text) && token.gap !== 'none' && next?.gap !== 'none';
}

export function isBe(token: Token): boolean {
  return /^(is|are|was|were|ist|sind|est|sont|es|e|is|zijn)$/.test(token.word);
}
