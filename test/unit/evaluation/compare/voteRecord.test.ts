import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readVotes, voteLine } from '../../../../src/evaluation/compare/voteRecord.ts';
import { anyVote, votedAnswer, voteRecord } from './voteRecords.ts';

describe('the record of a blind vote', () => {
  const two = [votedAnswer(0, '0'), votedAnswer(1, '1')];

  it('is one line each, and reads back as it was', () => {
    fc.assert(
      fc.property(fc.array(anyVote, { maxLength: 5 }), (records) => {
        const text = records.map(voteLine).join('');
        assert.equal(text.split('\n').length, records.length + 1);
        assert.deepEqual(readVotes(text), { votes: records, unreadable: 0 });
      }),
    );
  });

  it('keeps texts with line breaks on its line', () => {
    const texts = { question: 'What\nis it?', caption: 'Two\r\nlines', answers: ['a\nb', '\u2028'] };
    const record = { ...voteRecord(two, { kind: 'tie' }), texts };
    assert.deepEqual(readVotes(voteLine(record)).votes, [record]);
  });

  it('counts lines that were cut short or are of another version, and reads the others', () => {
    const line = voteLine(voteRecord(two, { kind: 'best', label: 'B' }));
    const other = line.replace('"version":1', '"version":2');
    const read = readVotes(`${line}${other}\n${line.slice(0, -20)}\n${line}`);
    assert.equal(read.votes.length, 2);
    assert.equal(read.unreadable, 2);
  });

  it('refuses a vote for an answer that was not there, and two answers of one label', () => {
    const absent = voteRecord(two, { kind: 'best', label: 'C' });
    const twice = voteRecord([votedAnswer(0, '0'), votedAnswer(0, '1')], { kind: 'tie' });
    const textsOfOne = { ...voteRecord(two, { kind: 'tie' }), texts: { question: 'q', answers: ['only one'] } };
    assert.equal(readVotes([absent, twice, textsOfOne].map(voteLine).join('')).unreadable, 3);
  });
});
