import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepTimes } from '../../../bench/engine/peers/keepTimes.ts';

describe('times of source that was extracted anew', () => {
  const folder = mkdtempSync(join(tmpdir(), 'llava-med-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('stay for what is the same, and are new for what has changed', () => {
    const source = join(folder, 'source');
    const record = join(folder, 'times.json');
    const extract = (texts: Readonly<Record<string, string>>, seconds: number): void => {
      mkdirSync(join(source, 'sub'), { recursive: true });
      for (const [name, text] of Object.entries(texts)) {
        writeFileSync(join(source, name), text);
        utimesSync(join(source, name), seconds, seconds);
      }
    };
    const times = (): number[] => ['a', 'sub/b', 'sub/c'].map((name) => statSync(join(source, name)).mtimeMs / 1000);
    extract({ a: '1', 'sub/b': '2', 'sub/c': '3' }, 1000);
    keepTimes(source, record);
    extract({ a: '1', 'sub/b': 'changed', 'sub/c': '3' }, 2000);
    keepTimes(source, record);
    assert.deepEqual(times(), [1000, 2000, 1000]);
    // Back to what it was is a change too: what was compiled last is not this.
    extract({ a: '1', 'sub/b': '2', 'sub/c': '3' }, 3000);
    keepTimes(source, record);
    assert.deepEqual(times(), [1000, 3000, 1000]);
  });
});
