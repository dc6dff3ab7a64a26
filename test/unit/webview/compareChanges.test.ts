import assert from 'node:assert/strict';
import type { CompareState, ViewAnswer, ViewRun } from '../../../src/protocol/compareView.ts';
import { finishedText, withDelta, withProgress } from '../../../webview/compare/compareChanges.ts';
import { columnNumber } from '../../../webview/compare/columnNumber.ts';

const answer = (state: ViewAnswer['state'], text = ''): ViewAnswer => ({ state, text, tokens: 0 });
const run = (answers: readonly ViewAnswer[], changed: Partial<ViewRun> = {}): ViewRun => ({
  id: 'one',
  question: 'What is it?',
  isRunning: true,
  answers: [...answers],
  isBlind: true,
  mayVote: false,
  mayReveal: false,
  ...changed,
});
const state = (of: ViewRun): CompareState => ({
  isOpening: false,
  models: [],
  columns: [],
  ...{ question: '', caption: '', isBlind: true, keepsTexts: false },
  run: of,
  votes: { count: 0, rows: [] },
});

describe('what changes on the page that compares models', () => {
  it('grows the answer that a delta is for, and counts its tokens', () => {
    const before = state(run([answer('running', 'It'), answer('waiting')]));
    const next = withDelta(before, { type: 'delta', runId: 'one', at: 0, offset: 2, text: ' is', tokens: 3 });
    assert.deepEqual(
      next?.run?.answers.map(({ text, tokens }) => [text, tokens]),
      [
        ['It is', 3],
        ['', 0],
      ],
    );
  });

  it('notices a delta that was missed, and one of another run', () => {
    const before = state(run([answer('running', 'It')]));
    assert.equal(
      withDelta(before, { type: 'delta', runId: 'one', at: 0, offset: 5, text: ' is', tokens: 1 }),
      undefined,
    );
    assert.equal(
      withDelta(before, { type: 'delta', runId: 'two', at: 0, offset: 2, text: ' is', tokens: 3 }),
      undefined,
    );
  });

  it('shows progress in its column, and drops that of a run which is gone', () => {
    const before = state(run([answer('running'), answer('waiting')]));
    const progress = { stage: 'preparingImages' } as const;
    const next = withProgress(before, { type: 'progress', runId: 'one', at: 0, progress });
    assert.deepEqual(next.run?.answers[0]?.progress, progress);
    assert.equal(withProgress(before, { type: 'progress', runId: 'two', at: 0, progress }), before);
  });

  it('tells a screen reader once that all is done, and what to do then', () => {
    const running = run([answer('running'), answer('done')]);
    const done = run([answer('done'), answer('done')], { isRunning: false, mayVote: true, mayReveal: true });
    assert.equal(finishedText(running, done), 'All answers are there. Vote for the best.');
    assert.equal(finishedText(done, done), undefined);
    assert.equal(finishedText(undefined, done), undefined);
  });

  it('tells which have no answer, and who was who after a vote', () => {
    const running = run([answer('running'), answer('running'), answer('waiting')]);
    const ended = run([answer('failed'), answer('done'), answer('stopped')], { isRunning: false, mayReveal: true });
    assert.equal(finishedText(running, ended), 'The comparison has ended. No answer: A. Stopped: C.');
    const identity = { name: 'demo', facts: [] };
    const revealed: ViewRun = {
      ...ended,
      mayReveal: false,
      vote: { kind: 'tie' },
      answers: [answer('failed'), { ...answer('done'), identity }],
    };
    assert.equal(finishedText(ended, revealed), 'The vote is kept. B: demo.');
  });

  it('takes numbers that the settings may have, and no others', () => {
    assert.equal(columnNumber('temperature', ' 1,2 '), 1.2);
    assert.equal(columnNumber('temperature', '2.1'), undefined);
    assert.equal(columnNumber('maxTokens', '0'), undefined);
    assert.equal(columnNumber('seed', '1.5'), undefined);
    assert.equal(columnNumber('seed', ''), undefined);
    assert.equal(columnNumber('seed', '7'), 7);
  });
});
