import { type FoldedText, type Match, findMatches, foldText } from './findMatches.ts';

interface Piece {
  readonly node: Text;
  /** Where it begins in the whole text. */
  readonly start: number;
}

/** Parts of a chat that are not what was said: controls, and what is for screen readers alone. */
const NOT_SAID = 'button, vscode-button, vscode-badge, summary, svg, .visually-hidden, [popover], [role="separator"]';
/** Between two of these a text does not go on. */
const BLOCKS = new Set(['P', 'LI', 'TD', 'TH', 'PRE', 'DD', 'DT', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'DIV', 'BR']);

/** The words under an element, to be searched over the borders of its text nodes: "**left** lung" has "left lung". */
export class TextIndex {
  readonly #pieces: readonly Piece[];
  readonly #text: FoldedText;

  constructor(root: Element) {
    const pieces: Piece[] = [];
    const parts: string[] = [];
    let length = 0;
    const add = (text: string): void => {
      parts.push(text);
      length += text.length;
    };
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node instanceof Element && node.matches(NOT_SAID) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof Text) {
        pieces.push({ node, start: length });
        add(node.data);
      } else if (BLOCKS.has(node.nodeName)) add('\n\n');
    }
    this.#pieces = pieces;
    this.#text = foldText(parts.join(''));
  }

  find(query: string): readonly Range[] {
    return findMatches(this.#text, query).map((match) => this.#range(match));
  }

  #range({ start, end }: Match): Range {
    const range = document.createRange();
    const [first, last] = [this.#pieceAt(start), this.#pieceAt(end - 1)];
    if (first !== undefined) range.setStart(first.node, Math.min(start - first.start, first.node.length));
    if (last !== undefined) range.setEnd(last.node, Math.min(end - last.start, last.node.length));
    return range;
  }

  /** The last piece that begins at the place or before it. */
  #pieceAt(place: number): Piece | undefined {
    let [low, high] = [0, this.#pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#pieces[middle]?.start ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return this.#pieces[low - 1];
  }
}
