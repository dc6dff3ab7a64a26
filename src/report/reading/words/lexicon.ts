/** What a language's words mean to the reading of a report. Lists of plain words, phrases parted by `|`. */

export type Side = 'left' | 'right';

/** `apart`: a word for a side that says no side of a finding, as in `left ventricle` or `was left in place`. */
export type SideWord = Side | 'both' | 'apart';

/**
 * What a word does to the findings around it.
 *
 * - `no`: what follows is denied; `gone`: what stands before it is.
 * - `plain`: a phrase with a "no" in it that denies no finding (`no change in`).
 * - `stop`: a denial or a doubt ends here.
 * - `maybe`, `maybeBefore`: what follows, or what stands before, is uncertain.
 * - `past`: what follows is history. `advice`: what follows is asked for, not found.
 * - `verb`: a clause of its own has one. `show`: the part before it has what follows.
 * - `normal`: what it belongs to has no finding.
 */
export type Cue =
  | 'no'
  | 'gone'
  | 'plain'
  | 'stop'
  | 'maybe'
  | 'maybeBefore'
  | 'past'
  | 'advice'
  | 'verb'
  | 'show'
  | 'normal'
  | 'and'
  | 'or'
  | 'with'
  | 'than'
  | 'more'
  | 'place'
  | 'cause'
  | 'size'
  | 'article'
  | 'starts'
  | 'symptom'
  | 'back';

export interface Lexicon {
  /** The word for the side stands behind its noun. */
  readonly isPostposed?: boolean;
  readonly sides: Partial<Record<SideWord, string>>;
  /** Organs by their words; `any`: a part that many organs have. */
  readonly sites: Readonly<Record<string, string>>;
  /** Parts of organs: `upper`, `lower`, `frontal`. */
  readonly parts: Readonly<Record<string, string>>;
  readonly findings: Readonly<Record<string, string>>;
  readonly cues: Partial<Record<Cue, string>>;
}
