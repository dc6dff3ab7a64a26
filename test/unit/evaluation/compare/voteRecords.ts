import * as fc from 'fast-check';
import type { VotedAnswer, VoteRecord } from '../../../../src/evaluation/compare/voteRecord.ts';
import { ANSWER_LABELS, type Vote } from '../../../../src/protocol/compareView.ts';

/** The model is named by one hexadecimal digit, which its hash repeats. */
export function votedAnswer(at: number, digit: string, changed: Partial<VotedAnswer> = {}): VotedAnswer {
  return {
    label: ANSWER_LABELS[at]!,
    column: at,
    kind: 'image',
    model: { name: `model-${digit}`, sha256: digit.repeat(64), projectorSha256: 'e'.repeat(64) },
    sampling: { temperature: 0, topP: 0.7, maxTokens: 512, seed: 1 },
    characters: 20,
    tokens: 5,
    tokensPerSecond: 12.5,
    stopReason: 'end',
    ...changed,
  };
}

export function voteRecord(answers: readonly VotedAnswer[], vote: Vote): VoteRecord {
  return {
    version: 1,
    time: '2026-01-02T03:04:05.000Z',
    imageSha256: 'a'.repeat(64),
    questionSha256: 'b'.repeat(64),
    seed: 7,
    answers: [...answers],
    vote,
  };
}

/** Votes on two to four answers of four models. */
export const anyVote: fc.Arbitrary<VoteRecord> = fc
  .array(fc.constantFrom('0', '1', '2', '3'), { minLength: 2, maxLength: 4 })
  .chain((digits) =>
    fc
      .oneof(
        fc.nat(digits.length - 1).map((at): Vote => ({ kind: 'best', label: ANSWER_LABELS[at]! })),
        fc.constant<Vote>({ kind: 'tie' }),
        fc.constant<Vote>({ kind: 'bothBad' }),
      )
      .map((vote) =>
        voteRecord(
          digits.map((digit, at) => votedAnswer(at, digit)),
          vote,
        ),
      ),
  );
