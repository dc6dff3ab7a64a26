import assert from 'node:assert/strict';
import { Terminal } from '../../../src/cli/terminal.ts';
import type { OutputStream } from '../../../src/cli/terminal.ts';
import { hostileStrings } from '../text/hostileStrings.ts';

class Recorder implements OutputStream {
  text = '';
  readonly isTTY: boolean;

  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }

  write(text: string): void {
    this.text += text;
  }
}

function terminal(isTTY: boolean): { out: Recorder; err: Recorder; terminal: Terminal } {
  const [out, err] = [new Recorder(isTTY), new Recorder(isTTY)];
  return { out, err, terminal: new Terminal(out, err) };
}

describe('Terminal', () => {
  it('writes the answer as it comes, and ends its last line', () => {
    const { out, terminal: t } = terminal(false);
    for (const part of ['No', ' effusion', '', '.']) t.answer(part);
    t.endAnswer();
    t.endAnswer();
    assert.equal(out.text, 'No effusion.\n');
  });

  it('gives a log each stage once', () => {
    const { err, terminal: t } = terminal(false);
    t.progress('Loading…', ' 1 %');
    t.progress('Loading…', ' 2 %');
    t.progress('Reading…');
    t.note('Done.');
    assert.equal(err.text, 'Loading…\nReading…\nDone.\n');
  });

  it('writes progress over itself on a screen, and clears it before anything else', () => {
    const { out, err, terminal: t } = terminal(true);
    t.progress('Loading…', ' 1 %');
    t.progress('Loading…', ' 2 %');
    t.answer('Yes');
    assert.equal(err.text, '\r\x1b[2KLoading… 1 %\r\x1b[2KLoading… 2 %\r\x1b[2K');
    assert.equal(out.text, 'Yes');
    t.note('Stopped.');
    assert.ok(err.text.endsWith('\nStopped.\n'));
  });

  it('is not driven by what a file or a model says', () => {
    // Our own sequence, which clears the line of progress.
    const clear = '\r\x1b[2K';
    for (const [what, text] of Object.entries(hostileStrings)) {
      for (const isTTY of [false, true]) {
        const { out, err, terminal: t } = terminal(isTTY);
        t.progress(text, text);
        t.note(text);
        t.answer(text);
        t.endAnswer();
        const written = (out.text + err.text).replaceAll(clear, '').replaceAll('\n', '');
        assert.doesNotMatch(written, /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u, what);
      }
    }
  });

  it('writes JSON that says the same to a program', () => {
    const { out, terminal: t } = terminal(true);
    t.json(hostileStrings, 2);
    assert.doesNotMatch(out.text.replaceAll('\n', ''), /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]/u);
    assert.deepEqual(JSON.parse(out.text), hostileStrings);
  });
});
