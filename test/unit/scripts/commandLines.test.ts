/** `npm start` and `npm test` answer a person who asks or mistypes in words, before they set anything up. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const scripts = fileURLToPath(new URL('../../../scripts/', import.meta.url));

function run(script: string, ...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [scripts + script, ...args], { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

describe('the command lines of the scripts', function () {
  this.timeout(60_000);

  it('npm start -- --help says what there is', () => {
    const { code, out, err } = run('start.mjs', '--help');
    assert.deepEqual([code, err], [0, '']);
    for (const option of ['--browser', '--no-open', '--port', '--language', '--help'])
      assert.ok(out.includes(option), option);
  });

  for (const [args, says] of [
    [['--port', 'abc'], /--port is a number from 1 to 65535.*not "abc"/],
    [['--port', '70000'], /not "70000"/],
    [['--language', 'fr'], /--language is one of en, de, zh-cn; not "fr"/],
    [['--colour'], /--colour/],
  ] as const) {
    it(`npm start -- ${args.join(' ')} is refused without a stack`, () => {
      const { code, out, err } = run('start.mjs', ...args);
      assert.deepEqual([code, out], [1, '']);
      assert.match(err, says);
      assert.match(err, /--no-open/);
      assert.doesNotMatch(err, /\n\s+at /);
    });
  }

  it('npm test -- --help names the suites, and a wrong one is refused', () => {
    const help = run('test.mjs', '--help');
    assert.equal(help.code, 0);
    assert.match(help.out, /typecheck, lint, unit, engine, host, browser, chat, vsix/);
    for (const name of ['nosuch', 'toString']) {
      const { code, err } = run('test.mjs', name);
      assert.equal(code, 1);
      assert.match(err, new RegExp(`There is no suite "${name}"`));
      assert.doesNotMatch(err, /\n\s+at /);
    }
  });
});
