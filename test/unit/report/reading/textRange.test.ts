import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  applyChange,
  offsetAfterLineBreakChange,
  shiftRange,
  withLineBreaks,
  type ContentChange,
} from '../../../../src/report/reading/textRange.ts';

/**
 * A document whose every character has an identity, so that what a range should hold after an edit is known without
 * offsets.
 */
class MarkedText {
  marks: string[];
  constructor(length: number) {
    this.marks = Array.from({ length }, (_, index) => `c${index}`);
  }
  apply(change: ContentChange, name: string): void {
    this.marks.splice(change.offset, change.length, ...Array.from(change.text, (_, index) => `${name}.${index}`));
  }
}

function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

describe('shiftRange', () => {
  const range = { start: 10, end: 20 };
  const cases: readonly (readonly [string, ContentChange, { start: number; end: number }])[] = [
    ['moves with text put in before it', { offset: 3, length: 0, text: 'ab' }, { start: 12, end: 22 }],
    ['leaves text put in at its start outside', { offset: 10, length: 0, text: 'ab' }, { start: 12, end: 22 }],
    ['leaves text put in at its end outside', { offset: 20, length: 0, text: 'ab' }, { start: 10, end: 20 }],
    ['takes text put in between', { offset: 15, length: 0, text: 'ab' }, { start: 10, end: 22 }],
    ['holds what replaces all of it', { offset: 10, length: 10, text: 'abc' }, { start: 10, end: 13 }],
    ['loses what goes across its start', { offset: 8, length: 5, text: 'abc' }, { start: 11, end: 18 }],
    ['loses what goes across its end', { offset: 18, length: 5, text: 'abc' }, { start: 10, end: 18 }],
    ['is empty behind what swallows it', { offset: 5, length: 30, text: 'abc' }, { start: 8, end: 8 }],
    ['stays put for what comes later', { offset: 21, length: 3, text: '' }, { start: 10, end: 20 }],
  ];
  for (const [name, change, expected] of cases) it(name, () => assert.deepEqual(shiftRange(range, change), expected));

  it('holds exactly the surviving characters and those typed between them, over 20000 random edits', () => {
    const random = generator(5);
    for (let round = 0; round < 2000; round += 1) {
      const text = new MarkedText(40);
      let current = { start: 1 + random(20), end: 0 };
      current = { ...current, end: current.start + 1 + random(15) };
      let inside = new Set(text.marks.slice(current.start, current.end));
      for (let edit = 0; edit < 10; edit += 1) {
        const offset = random(text.marks.length + 1);
        const change = { offset, length: Math.min(random(6), text.marks.length - offset), text: 'x'.repeat(random(5)) };
        const wholly = offset >= current.start && offset + change.length <= current.end;
        const atEdge = change.length === 0 && (offset === current.start || offset === current.end);
        const name = `r${round}e${edit}`;
        text.apply(change, name);
        if (wholly && !atEdge)
          inside = new Set([...inside, ...Array.from(change.text, (_, index) => `${name}.${index}`)]);
        inside = new Set(text.marks.filter((mark) => inside.has(mark)));
        current = shiftRange(current, change);
        assert.deepEqual(text.marks.slice(current.start, current.end), [...inside]);
        assert.ok(current.start >= 0 && current.start <= current.end && current.end <= text.marks.length);
      }
    }
  });
});

describe('offsetAfterLineBreakChange', () => {
  it('keeps every character of a text under its own offset', () => {
    const before = 'a\r\nbc\r\n\r\nd';
    const after = withLineBreaks(before, '\n');
    for (const [offset, expected] of [
      [0, 0],
      [1, 1],
      [3, 2],
      [4, 3],
      [7, 5],
      [9, 6],
      [10, 7],
    ] as const) {
      assert.equal(offsetAfterLineBreakChange(after, offset, '\r\n', '\n'), expected);
      assert.equal(offsetAfterLineBreakChange(before, expected, '\n', '\r\n'), offset);
    }
  });
});

describe('applyChange', () => {
  it('replaces the stretch', () =>
    assert.equal(applyChange('abcdef', { offset: 2, length: 2, text: 'XYZ' }), 'abXYZef'));
});
