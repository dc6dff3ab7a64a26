import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface Ending {
  readonly name: string;
  readonly outcome: string;
  readonly finding?: string;
  readonly cpuMs: number;
  readonly peakMiB: number;
}

/** Files that are what they claim, only less sound: some of the picture is there, or all of it. */
const PICTURES = new Set([
  'a million frames',
  'a million frames, encapsulated',
  '20,000 functional groups',
  'an RLE frame that runs on',
  'TIFF of 9,900, as claimed',
  'NIfTI with 256 MiB behind it, compressed',
]);

/** A machine's processor may be much slower than this one's; the limit of the issue is 5 s. */
const MOST_CPU_MS = 5_000;
const MOST_MIB = 2_000;

describe('files that claim or unfold into much', function () {
  this.timeout(300_000);

  it('end quickly, in an error or in what there is of the picture, and with bounded memory', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'bombProgram.ts')],
      { timeout: 280_000 },
    );
    const endings = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Ending);
    assert.ok(endings.length >= 30, `${endings.length} files`);
    for (const { name, outcome, finding, cpuMs, peakMiB } of endings) {
      assert.equal(finding, undefined, name);
      assert.ok(cpuMs < MOST_CPU_MS, `${name}: ${cpuMs} ms`);
      assert.ok(peakMiB < MOST_MIB, `${name}: ${peakMiB} MiB`);
      if (PICTURES.has(name)) assert.equal(outcome, 'pixels', name);
      else assert.match(outcome, /^(tooLarge|corrupt)$/, name);
    }
  });
});
