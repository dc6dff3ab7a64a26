import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { tallyVotes } from '../../../../src/evaluation/compare/voteTally.ts';
import { anyVote, votedAnswer, voteRecord } from './voteRecords.ts';

describe('the tally of blind votes', () => {
  const two = [votedAnswer(0, '0'), votedAnswer(1, '1')];

  it('counts a tie, and that both are bad, as half a win for each', () => {
    const { rows, votes } = tallyVotes([
      voteRecord(two, { kind: 'best', label: 'A' }),
      voteRecord(two, { kind: 'tie' }),
      voteRecord(two, { kind: 'bothBad' }),
      voteRecord(two, { kind: 'best', label: 'A' }),
    ]);
    assert.equal(votes, 4);
    assert.deepEqual(
      rows.map(({ name, wins, losses, ties, winRate }) => [name, wins, losses, ties, winRate]),
      [
        ['model-0', 2, 0, 2, 75],
        ['model-1', 0, 2, 2, 25],
      ],
    );
  });

  it('lets the best of three win twice, and says nothing of the others among themselves', () => {
    const three = [...two, votedAnswer(2, '2')];
    const { rows } = tallyVotes([voteRecord(three, { kind: 'best', label: 'C' })]);
    assert.deepEqual(
      rows.map(({ name, wins, losses, ties }) => [name, wins, losses, ties]),
      [
        ['model-2', 2, 0, 0],
        ['model-0', 0, 1, 0],
        ['model-1', 0, 1, 0],
      ],
    );
  });

  it('tells settings of one model apart, not seeds', () => {
    const [one] = two;
    const warm = votedAnswer(1, '0', { sampling: { ...one!.sampling, temperature: 1.2 } });
    const reseeded = votedAnswer(1, '0', { sampling: { ...one!.sampling, seed: 9 } });
    const told = votedAnswer(1, '0', { kind: 'caption' });
    const vote = { kind: 'best', label: 'B' } as const;
    assert.equal(tallyVotes([voteRecord([one!, warm], vote)]).rows.length, 2);
    assert.match(tallyVotes([voteRecord([one!, told], vote)]).rows[0]?.detail ?? '', /^text only/);
    assert.deepEqual(tallyVotes([voteRecord([one!, reseeded], vote)]), { votes: 1, rows: [], withItself: 1 });
  });

  it('gives an interval where one other was met, the mirror of the other one’s', () => {
    const { rows } = tallyVotes(
      ['A', 'A', 'B', 'A'].map((label, i) => ({
        ...voteRecord(two, { kind: 'best', label: label as 'A' | 'B' }),
        imageSha256: String(i).repeat(64),
      })),
    );
    const [first, second] = rows.map(({ interval }) => interval!);
    assert.ok(first!.low < 75 && first!.high >= 75, JSON.stringify(first));
    assert.equal(first!.low, 100 - second!.high);
    assert.equal(first!.high, 100 - second!.low);
  });

  it('has as many wins as losses, rates from 0 to 100, and does not depend on the order of the votes', () => {
    fc.assert(
      fc.property(fc.array(anyVote, { maxLength: 8 }), (records) => {
        const tally = tallyVotes(records);
        const sum = (of: 'wins' | 'losses' | 'ties'): number => tally.rows.reduce((total, row) => total + row[of], 0);
        assert.equal(sum('wins'), sum('losses'));
        assert.equal(sum('ties') % 2, 0);
        assert.ok(tally.rows.every(({ winRate }) => winRate >= 0 && winRate <= 100));
        const pairs = records.reduce((total, { answers: { length }, vote }) => {
          return total + (vote.kind === 'best' ? length - 1 : (length * (length - 1)) / 2);
        }, 0);
        assert.equal(sum('wins') + sum('ties') / 2 + tally.withItself, pairs);
        assert.deepEqual(tallyVotes([...records].reverse()), tally);
      }),
      { numRuns: 50 },
    );
  });
});
