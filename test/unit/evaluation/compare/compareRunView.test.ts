import assert from 'node:assert/strict';
import type { AskedColumn } from '../../../../src/host/evaluation/compareRun.ts';
import {
  compareRunView,
  type Comparison,
  mayVote,
  voteRecordOf,
} from '../../../../src/host/evaluation/compareRunView.ts';
import { readVotes, voteLine } from '../../../../src/evaluation/compare/voteRecord.ts';
import type { DisplayImage } from '../../../../src/imaging/imaging.ts';
import type { Answer, ModelDescription } from '../../../../src/protocol/engine.ts';

const sha256 = (text: string): string => text.length.toString(16).padStart(64, '0');

function asked(name: string, changed: Partial<AskedColumn> = {}): AskedColumn {
  const projector = { sha256: 'd'.repeat(64) };
  const model = { name, sha256: 'c'.repeat(64), projector, isDemo: true } as ModelDescription;
  return {
    column: { kind: 'image', model: name, temperature: 0, maxTokens: 64, seed: 1 },
    pair: { modelPath: `/secret/${name}.gguf`, projectorPath: undefined },
    label: `${name}.gguf`,
    sampling: { temperature: 0, topP: 0.7, maxTokens: 64, seed: 1 },
    ...{ state: 'done', text: 'An effusion.', tokens: 3, progress: undefined, failure: undefined },
    model,
    answer: { text: 'An effusion.', stopReason: 'end', answerTokens: 3, tokensPerSecond: 40 } as Answer,
    ...changed,
  };
}

function comparison(answers: readonly AskedColumn[], changed: Partial<Comparison> = {}): Comparison {
  const image = { fileSha256: 'a'.repeat(64), phantom: undefined } as DisplayImage;
  return {
    id: 'one',
    asked: { image, question: 'Does John Doe have an effusion?', caption: 'The film of John Doe.' },
    ...{ isBlind: true, seed: 7, answers, shown: answers.map((_, i) => answers.length - 1 - i) },
    stopping: new AbortController(),
    ...{ isRunning: false, isRevealed: false, vote: undefined },
    ...changed,
  };
}

describe('a comparison as the page knows it', () => {
  const two = [asked('alpha'), asked('beta')];

  it('names nobody before the vote, in no field, and everybody after it', () => {
    const hidden = JSON.stringify(compareRunView(comparison(two)));
    assert.doesNotMatch(hidden, /alpha|beta|secret|cccc|tokens\/s|temperature/);
    assert.match(hidden, /The demo model is among those that answer/);
    const revealed = compareRunView(comparison(two, { isRevealed: true, vote: { kind: 'tie' } }));
    assert.deepEqual(
      revealed.answers.map(({ identity }) => identity?.name),
      ['alpha', 'beta'],
    );
    assert.match(revealed.answers[0]?.identity?.facts.join(' ') ?? '', /temperature 0 seed 1 3 tokens 40 tokens\/s/);
    assert.match(revealed.answers[0]?.identity?.warning ?? '', /means nothing/);
    assert.equal(revealed.warning, undefined);
  });

  it('names them from the start where it is not blind', () => {
    const [first] = compareRunView(
      comparison([asked('alpha', { model: undefined }), asked('beta')], { isBlind: false }),
    ).answers;
    assert.equal(first?.identity?.name, 'alpha.gguf');
  });

  it('is voted on once, when two whole answers are there', () => {
    const failed = asked('gamma', { state: 'failed', model: undefined, answer: undefined });
    assert.equal(mayVote(comparison(two)), true);
    assert.equal(mayVote(comparison(two, { isRunning: true })), false);
    assert.equal(mayVote(comparison(two, { isRevealed: true })), false);
    assert.equal(mayVote(comparison(two, { isBlind: false })), false);
    assert.equal(mayVote(comparison([asked('alpha'), failed])), false);
    assert.equal(mayVote(comparison([failed, ...two])), true);
    assert.equal(mayVote(comparison([asked('alpha'), asked('beta', { state: 'stopped' })])), false);
  });

  it('keeps no text of a vote, but where it was asked to', () => {
    const options = { now: '2026-01-02T03:04:05.000Z', sha256 };
    const run = comparison([asked('alpha'), asked('beta', { column: { ...two[1]!.column, kind: 'caption' } })]);
    const record = voteRecordOf(run, { kind: 'best', label: 'B' }, { ...options, keepsTexts: false });
    assert.doesNotMatch(JSON.stringify(record), /John|effusion|film|secret/);
    assert.deepEqual(
      record.answers.map(({ column, kind, model }) => [column, kind, model.name, model.projectorSha256 === undefined]),
      [
        [1, 'image', 'alpha', false],
        [0, 'caption', 'beta', true],
      ],
    );
    const kept = voteRecordOf(run, { kind: 'tie' }, { ...options, keepsTexts: true });
    assert.deepEqual(kept.texts, {
      question: 'Does John Doe have an effusion?',
      caption: 'The film of John Doe.',
      answers: ['An effusion.', 'An effusion.'],
    });
    assert.deepEqual(readVotes(voteLine(record) + voteLine(kept)), { votes: [record, kept], unreadable: 0 });
  });

  it('leaves a column without an answer out of the vote, and the labels as they were', () => {
    const failed = asked('gamma', { state: 'failed', model: undefined, answer: undefined });
    const options = { now: '2026-01-02T03:04:05.000Z', sha256, keepsTexts: false };
    const record = voteRecordOf(comparison([failed, ...two]), { kind: 'best', label: 'C' }, options);
    assert.deepEqual(
      record.answers.map(({ label }) => label),
      ['B', 'C'],
    );
    assert.equal(readVotes(voteLine(record)).votes.length, 1);
  });
});
