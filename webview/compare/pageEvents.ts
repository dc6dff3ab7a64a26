import type { FromCompare } from '../../src/protocol/compareView.ts';

/** What is being typed. */
export interface Texts {
  readonly question: string;
  readonly caption: string;
}

/** What the page's parts may ask for. */
export interface PageEvents {
  readonly post: (message: FromCompare) => void;
  readonly setTexts: (texts: Partial<Texts>) => void;
  readonly ask: () => void;
}
