import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { checkReport } from '../../../../src/report/checks/checkReport.ts';
import { defaultSeverities, type ProblemCode } from '../../../../src/report/checks/reportProblem.ts';
import { readSeverities, severityChoices, withSeverities } from '../../../../src/report/checks/severities.ts';
import { parseReport } from '../../../../src/report/reportDocument.ts';
import { englishManifest } from '../../../fixtures/englishManifest.ts';
import { marked, report } from './marked.ts';

const root = join(import.meta.dirname, '../../../..');

describe('problems that the context tells of', () => {
  const text = report('Clear lungs.', 'Normal.');
  const start = text.indexOf('Clear');

  it('outdated-draft is on the first word, and says why', () => {
    for (const [why, says] of [
      ['image', /whose file has changed/],
      ['window', /another window/],
    ] as const) {
      const context = { outdated: [{ range: { start, end: start + 12 }, why }] };
      assert.deepEqual(marked('outdated-draft', text, context), ['Clear']);
      const [problem] = checkReport(text, parseReport(text), context);
      assert.match(problem?.message ?? '', says);
      assert.equal(problem?.severity, 'warning');
    }
  });

  it('changed-after-sign-off is on what the front matter says, with the ways out', () => {
    const context = { changedAfterSignOff: { start: 0, end: 8 } };
    assert.deepEqual(marked('changed-after-sign-off', text, context), ['FINDINGS']);
    const [problem] = checkReport(text, parseReport(text), context);
    assert.match(problem?.message ?? '', /addendum.*preliminary/);
    assert.equal(problem?.severity, 'error');
  });
});

describe('severities', () => {
  it('are read from anything', () => {
    for (const value of [undefined, null, 3, 'off', [], [1]]) assert.deepEqual(readSeverities(value), {});
    assert.deepEqual(
      readSeverities({ sex: 'off', level: 'loud', unknown: 'error', toString: 'off', 'critical-finding': 'error' }),
      { sex: 'off', 'critical-finding': 'error' },
    );
  });

  it('change what is shown, and take out what is off', () => {
    const text = report('The nodule measures 8, in the [lobe].', 'Nodule.');
    const problems = checkReport(text, parseReport(text));
    assert.deepEqual(
      withSeverities(problems, { 'measurement-unit': 'off', 'template-field': 'information' }).map(
        ({ code, severity }) => `${code} ${severity}`,
      ),
      ['template-field information'],
    );
    assert.deepEqual(withSeverities(problems, {}), problems);
  });
});

describe('every check', () => {
  const codes = Object.keys(defaultSeverities) as ProblemCode[];

  it('has its row in docs/reports.md, and no other has', () => {
    const rows = [...readFileSync(join(root, 'docs/reports.md'), 'utf8').matchAll(/^\| `([\w-]+)` \|/gm)];
    assert.deepEqual(rows.map(([, code]) => code).sort(), [...codes].sort());
  });

  it('has its place in the setting llavaMed.report.severities', () => {
    const manifest = englishManifest<Manifest>();
    const [setting] = manifest.contributes.configuration.flatMap(({ properties }) =>
      Object.entries(properties).flatMap(([name, one]) => (name === 'llavaMed.report.severities' ? [one] : [])),
    );
    const checks = setting?.properties ?? {};
    assert.deepEqual(Object.keys(checks), codes);
    for (const code of codes) {
      assert.deepEqual(checks[code]?.enum, severityChoices, code);
      assert.equal(checks[code].default, defaultSeverities[code], code);
    }
  });
});

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
  };
}

interface Setting {
  readonly properties?: Readonly<
    Partial<Record<string, { readonly enum: readonly string[]; readonly default: string }>>
  >;
}
