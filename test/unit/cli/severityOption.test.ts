import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { help, read, refuses } from './commandLine.ts';

describe('check --severity', () => {
  it('is repeated, the last of a check counts', () => {
    const line = ['check', 'a.md', '--severity', 'sex=error', '--severity=level=off', '--severity', 'sex=information'];
    assert.deepEqual(read(line)[1], { files: ['a.md'], json: false, severities: { sex: 'information', level: 'off' } });
    assert.deepEqual(read(['check', 'a.md'])[1], { files: ['a.md'], json: false, severities: {} });
    assert.match(help(['check', '--help']), /--severity <code=level>/);
  });

  it('refuses a check, a level and a form that it does not know', () => {
    refuses(['check', 'a.md', '--severity', 'beauty=off'], /knows no check "beauty".*measurement-unit/s);
    refuses(['check', 'a.md', '--severity', 'sex=loud'], /error, warning, information, off; not "loud"/);
    refuses(['check', 'a.md', '--severity', 'sex'], /a check and a level/);
    refuses(['check', 'a.md', '--severity', 'sex=off=on'], /a check and a level/);
    refuses(['check', 'a.md', '--severity', 'toString=off'], /knows no check/);
  });
});
