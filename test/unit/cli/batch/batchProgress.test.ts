import assert from 'node:assert/strict';
import { BatchProgress } from '../../../../src/cli/batch/batchProgress.ts';
import { batchSettings, changedSettings } from '../../../../src/batch/batchSettings.ts';
import { BatchTally } from '../../../../src/cli/batch/batchTally.ts';
import { timeLeft } from '../../../../src/text/timeLeft.ts';
import { Terminal } from '../../../../src/cli/terminal.ts';
import { model, settings } from '../../batch/answeredQuestion.ts';

function progressOf(isTTY: boolean, total: number, steps: number): string {
  let said = '';
  let now = 0;
  const write = (text: string): void => void (said += text);
  const progress = new BatchProgress(new Terminal({ write }, { write, isTTY }), total, () => now);
  for (let step = 0; step < steps; step++) {
    now += 30_000;
    progress.step();
  }
  return said;
}

describe('what a batch says', () => {
  it('is the time that is left, as a person says it', () => {
    for (const [elapsed, done, total, says] of [
      [0, 0, 10, ''],
      [10_000, 10, 10, ''],
      [1_000, 1, 3, 'about 5 s left'],
      [10_000, 1, 4, 'about 30 s left'],
      [10_000, 1, 7, 'about 1 min left'],
      [60_000, 1, 60, 'about 59 min left'],
      [60_000, 1, 62, 'about 1 h 1 min left'],
      [60_000, 2, 5000, 'about 41 h 39 min left'],
    ] as const)
      assert.equal(timeLeft(elapsed, done, total), says);
  });

  it('is written over on a screen, and told by twentieths in a log', () => {
    const screen = progressOf(true, 193, 3);
    assert.ok(screen.endsWith('\r\x1b[2KAnswering… 3 of 193, about 1 h 35 min left'), screen);
    assert.equal(screen.split('\r').length, 4);
    assert.deepEqual(progressOf(false, 40, 5).split('\n'), [
      'Answering… 2 of 40, about 19 min left',
      'Answering… 4 of 40, about 18 min left',
      '',
    ]);
    assert.equal(progressOf(false, 193, 193).split('\n').length - 1, 20);
  });

  it('names what was set otherwise, with both values; of files only that they are others', () => {
    assert.deepEqual(changedSettings({ ...settings }, settings), []);
    const other = batchSettings(
      { ...settings, temperature: 0, window: { kind: 'window', center: 40, width: 400 } },
      { ...model, sha256: 'cd' },
    );
    assert.deepEqual(changedSettings({ ...settings }, other), [
      '--temperature (0.2, now 0)',
      '--window (null, now {"kind":"window","center":40,"width":400})',
      'model',
    ]);
  });

  it('counts what was answered and what was left out', () => {
    const tally = new BatchTally('folder/answers.jsonl', 5, 1);
    tally.leaveOut({ line: 4, why: 'it is not JSON' });
    tally.answer(true);
    tally.leaveOut({ line: 2, why: 'no such file' });
    tally.answer(false);
    assert.equal(
      tally.text(),
      '3 of 5 questions answered in answers.jsonl, 1 of them before this run.\n2 lines left out: 2, 4.\nThe demo model knows drawn phantoms only: 1 answer about another image means nothing.',
    );
    assert.equal(new BatchTally('a', 1, 0).text(), '0 of 1 question answered in a.');
  });
});
