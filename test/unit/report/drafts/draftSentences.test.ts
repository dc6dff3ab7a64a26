import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  judgedSentences,
  sentenceRanges,
  sentenceWords,
  unjudgedSentences,
  unreviewedRanges,
  withoutSentence,
} from '../../../../src/report/drafts/draftSentences.ts';
import type { Proposal } from '../../../../src/report/drafts/proposal.ts';
import { trackProposal } from '../../../../src/report/drafts/trackProposal.ts';

function whole(text: string): { start: number; end: number } {
  return { start: 0, end: text.length };
}

/** The draft after its sentence that begins with these words was taken out. */
function without(text: string, words: string): string {
  const sentence = sentenceRanges(text, whole(text), 'en').find(({ start }) => text.startsWith(words, start));
  assert.ok(sentence);
  const { start, end } = withoutSentence(text, whole(text), sentence);
  return text.slice(0, start) + text.slice(end);
}

describe('sentences of a draft', () => {
  it('are found in a paragraph, in a list and over wrapped lines', () => {
    const text =
      'The heart is normal. There is a 1.5 cm\nnodule in the left lung.\n\n- No effusion.\n- Dr. Who agrees.';
    assert.deepEqual(sentenceWords(text, whole(text), 'en'), [
      'The heart is normal.',
      'There is a 1.5 cm nodule in the left lung.',
      '- No effusion.',
      '- Dr. Who agrees.',
    ]);
  });

  for (const [name, text, words, expected] of [
    ['the first of a line', 'One here. Two here. Three here.', 'One', 'Two here. Three here.'],
    ['one in the middle', 'One here. Two here. Three here.', 'Two', 'One here. Three here.'],
    ['the last of a line', 'One here. Two here.', 'Two', 'One here.'],
    ['a line of its own', 'One here.\nTwo here.\nThree here.', 'Two', 'One here.\nThree here.'],
    ['the last line', 'One here.\r\nTwo here.', 'Two', 'One here.'],
    ['an item of a list', '- One.\n- Two.\n- Three.', '- Two', '- One.\n- Three.'],
    ['the last paragraph', 'One here.\n\nTwo here.', 'Two', 'One here.'],
  ] as const)
    it(`${name} goes with its space`, () => {
      assert.equal(without(text, words), expected);
    });

  it('that are judged are no longer marked, and stay so while the text around them changes', () => {
    const text = 'X\n\nOne here. Two here. Three here.\n';
    const from = text.indexOf('One');
    const proposal: Proposal = {
      id: 'p',
      section: 'findings',
      state: 'pending',
      draft: { range: { start: from, end: text.length - 1 }, text: text.slice(from, -1) },
      judged: [{ range: { start: text.indexOf('Two'), end: text.indexOf(' Three') }, text: 'Two here.' }],
      replaces: undefined,
      before: '',
      after: '',
      versions: [{ text: text.slice(from, -1), origin: { promptId: 'findings-1', images: [], time: '' } }],
    };
    const open = (one: Proposal, now: string): string[] =>
      unjudgedSentences(one, now, 'en').map(({ start, end }) => now.slice(start, end));
    assert.deepEqual(open(proposal, text), ['One here.', 'Three here.']);
    const moved = `Y${text}`;
    const next = trackProposal(proposal, [{ offset: 0, length: 0, text: 'Y' }], moved, false);
    assert.deepEqual(open(next, moved), ['One here.', 'Three here.']);
    assert.deepEqual(
      unreviewedRanges(next).map(({ start, end }) => moved.slice(start, end)),
      ['One here. ', ' Three here.'],
    );
  });

  it('are counted by what became of them', () => {
    const of = (final: string[]): unknown => judgedSentences(['a', 'b', 'c', 'd'], final);
    assert.deepEqual(of(['a', 'b', 'c', 'd']), { accepted: 4, edited: 0, discarded: 0 });
    assert.deepEqual(of(['a', 'B', 'd']), { accepted: 2, edited: 1, discarded: 1 });
    assert.deepEqual(of([]), { accepted: 0, edited: 0, discarded: 4 });
    assert.deepEqual(of(['n', 'a', 'b', 'c', 'd', 'm']), { accepted: 4, edited: 0, discarded: 0 });
  });
});
