import assert from 'node:assert/strict';
import * as v from 'valibot';
import { finishAnswer, noteOnAnswer, regenerate } from '../../../../src/conversation/conversationEdits.ts';
import { voteLines } from '../../../../src/conversation/exports/voteLog.ts';
import { answered, withImages } from '../sampleConversation.ts';

/** A line of the web server of microsoft/LLaVA-Med for a vote. */
const VoteLine = v.object({
  tstamp: v.number(),
  type: v.picklist(['upvote', 'downvote', 'flag']),
  model: v.string(),
  state: v.strictObject({
    system: v.string(),
    roles: v.tuple([v.string(), v.string()]),
    messages: v.array(v.strictTuple([v.string(), v.string()])),
    offset: v.number(),
    sep: v.string(),
    sep2: v.string(),
  }),
  ip: v.literal(''),
  note: v.optional(v.string()),
  images_sha256: v.array(v.string()),
  exchange: v.string(),
});

const at = '2026-11-27T04:46:08.123Z';

function linesOf(conversation: Parameters<typeof voteLines>[0]): v.InferOutput<typeof VoteLine>[] {
  return voteLines(conversation).map((line) => {
    assert.ok(!line.includes('\n'));
    return v.parse(VoteLine, JSON.parse(line));
  });
}

describe('the log of votes', () => {
  it('has a line for each vote, with what was said up to it', () => {
    const two = answered(answered(withImages('aa'), 'q1', 'Yes <image>.'), 'q2', 'No.');
    const voted = noteOnAnswer(noteOnAnswer(two, 'q1', 'vote', { value: 'up', at }), 'q2', 'vote', {
      value: 'flag',
      note: 'wrong side\nsee film',
      at,
    });
    const [first, second, ...others] = linesOf(voted);
    assert.deepEqual(others, []);
    assert.equal(first?.type, 'upvote');
    assert.equal(first.tstamp, 1795754768.123);
    assert.deepEqual(first.state.messages, [
      ['USER', 'Question q1?\n<image>'],
      ['ASSISTANT', 'Yes < image >.'],
    ]);
    assert.equal(second?.type, 'flag');
    assert.equal(second.note, 'wrong side\nsee film');
    assert.equal(second.state.messages.length, 4);
    assert.deepEqual(second.images_sha256, ['aa'.repeat(8)]);
    assert.equal(linesOf(two).length, 0);
  });

  it('finds votes in versions that are not shown, with what led to them', () => {
    const voted = noteOnAnswer(answered(answered(withImages(), 'q1', 'Yes.'), 'q2', 'No.'), 'q2', 'vote', {
      value: 'down',
      at,
    });
    const other = finishAnswer(regenerate(voted, 'q1', 'q3', at), { text: 'Perhaps.', state: 'done' });
    const [line, ...others] = linesOf(other);
    assert.deepEqual(others, []);
    assert.equal(line?.exchange, 'q2');
    assert.deepEqual(
      line.state.messages.map(([, text]) => text),
      ['Question q1?', 'Yes.', 'Question q2?', 'No.'],
    );
  });
});
