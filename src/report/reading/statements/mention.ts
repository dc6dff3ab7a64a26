import type { Side } from '../words/lexicon.ts';
import type { TextRange } from '../textRange.ts';

/** How a text holds a finding: it is there, may be there, is denied, belongs to history, or is only asked about. */
export type Assertion = 'affirmed' | 'uncertain' | 'denied' | 'past' | 'asked';

/** A finding as a text mentions it. */
export interface Mention {
  /** The finding in one word for all its names: `effusion`, `pneumothorax`. */
  readonly finding: string;
  readonly range: TextRange;
  readonly assertion: Assertion;
  /** Empty where the text gives it none. */
  readonly sides: readonly Side[];
  /** The word that gives the side. */
  readonly sideRange: TextRange | undefined;
  /** The side comes from a neighbour (`left effusion with atelectasis`), a label or the sentence before. */
  readonly isBorrowed: boolean;
  /** It may not hold: a neighbour's by a `with`, or the sentence's before. */
  readonly isLoose: boolean;
  /** Organs that are named with it: `lung`, `kidney`. */
  readonly organs: readonly string[];
  /** Part of the organ: `upper`, `lower`, `frontal`. */
  readonly part: string | undefined;
}
