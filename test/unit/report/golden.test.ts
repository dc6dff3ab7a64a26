/** Short invented reports with the problems that a radiologist would see, and many that only look like problems. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { CheckContext } from '../../../src/report/checks/checkContext.ts';
import { defaultSeverities, type ProblemCode, type ReportProblem } from '../../../src/report/checks/reportProblem.ts';
import { reportProblems } from '../../../src/report/checks/reportProblems.ts';
import { parseReport } from '../../../src/report/reportDocument.ts';

const golden = join(import.meta.dirname, '../../golden');
/** Those that read words; the others are told of by the editor. */
const checks = (Object.keys(defaultSeverities) as ProblemCode[]).filter(
  (code) => !['front-matter', 'unreviewed-draft', 'outdated-draft', 'changed-after-sign-off'].includes(code),
);
/** Of what is found, and of what is there. */
const least = 0.97;

/** A problem by its code and the words that it stands on; of a missing section the section. */
interface Expected {
  readonly code: ProblemCode;
  readonly at: string;
}

interface Verdict {
  readonly file: string;
  readonly expected: readonly Expected[];
  readonly found: readonly Expected[];
}

function verdicts(root: string): Verdict[] {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name: folder }) => {
    const list = JSON.parse(readFileSync(join(root, folder, 'expected.json'), 'utf8')) as Record<string, Expected[]>;
    const files = readdirSync(join(root, folder)).filter((name) => !name.endsWith('.json'));
    const contexts = contextsOf(join(root, folder));
    assert.deepEqual(Object.keys(list).sort(), files.sort(), `${folder}: each report has its expectation`);
    return files.map((name) => {
      const text = readFileSync(join(root, folder, name), 'utf8');
      const problems = reportProblems(text, parseReport(text), contexts[name]) ?? [];
      return {
        file: `${folder}/${name}`,
        expected: list[name] ?? [],
        found: problems.map((one) => asExpected(text, one)),
      };
    });
  });
}

/** What is known beside the text of some of a folder's reports, such as the tags of their images. */
function contextsOf(folder: string): Record<string, CheckContext> {
  const path = join(folder, 'context.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, CheckContext>) : {};
}

function asExpected(text: string, { code, range, message }: ReportProblem): Expected {
  const section = /has no (.*)\.$/.exec(message)?.[1];
  return {
    code,
    at: code === 'missing-section' && section ? section : text.slice(range.start, range.end).replace(/\s+/g, ' '),
  };
}

/** How many of one list are in the other, each once. */
function shared(one: readonly Expected[], other: readonly Expected[]): number {
  const left = other.map(({ code, at }) => `${code} ${at}`);
  return one.filter(({ code, at }) => {
    const index = left.indexOf(`${code} ${at}`);
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  }).length;
}

function only(list: readonly Expected[], code: ProblemCode): Expected[] {
  return list.filter((one) => one.code === code);
}

/** Those of a code that are there, that are found, and that are both. */
function counted(all: readonly Verdict[], code: ProblemCode): { expected: number; found: number; right: number } {
  const sum = (count: (one: Verdict) => number): number => all.reduce((total, one) => total + count(one), 0);
  return {
    expected: sum((one) => only(one.expected, code).length),
    found: sum((one) => only(one.found, code).length),
    right: sum((one) => shared(only(one.expected, code), only(one.found, code))),
  };
}

/** Nothing wrong among none. */
function share(right: number, all: number): number {
  return all === 0 ? 1 : right / all;
}

function itMeasures(root: string): void {
  const all = verdicts(root);
  const clean = all.filter(({ expected }) => expected.length === 0).length;

  it(`are ${all.length}, of which ${clean} are clean`, () => {
    assert.ok(all.length >= 120);
    assert.ok(clean >= all.length * 0.45 && clean <= all.length * 0.65, String(clean));
  });

  for (const code of checks) {
    const { expected, found, right } = counted(all, code);
    const precision = share(right, found);
    const recall = share(right, expected);
    const measured =
      expected + found === 0
        ? 'nothing to find, and nothing found'
        : `precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)} (${right} of ${expected} found, ${found - right} wrongly)`;
    it(`${code}: ${measured}`, () => {
      const wrong = all.filter((one) => {
        const [a, b] = [only(one.expected, code), only(one.found, code)];
        return shared(a, b) !== a.length || a.length !== b.length;
      });
      const what = wrong
        .map(({ file, expected: a, found: b }) => `${file}: expected ${said(a)}, found ${said(b)}`)
        .join('\n');
      if (what !== '') console.log(what);
      assert.ok(precision >= least && recall >= least, what);
    });
  }

  it('fixes leave no problem of their kind', () => {
    for (const { file } of all) {
      const text = readFileSync(join(root, file), 'utf8');
      for (const { code, fix } of reportProblems(text, parseReport(text)) ?? []) {
        if (!fix || code !== 'laterality') continue;
        const { offset, length, text: words } = fix.change;
        const fixed = text.slice(0, offset) + words + text.slice(offset + length);
        const left = reportProblems(fixed, parseReport(fixed)) ?? [];
        assert.ok(!left.some((one) => one.code === code && one.range.start === offset), file);
      }
    }
  });
}

describe('golden reports', () => {
  itMeasures(join(golden, 'reports'));
});

/** See the README beside them: no longer unseen, so what they hold must stay. */
describe('reports that were held out', () => {
  itMeasures(join(golden, 'heldOut'));
});

function said(list: readonly Expected[]): string {
  return list.length === 0 ? 'nothing' : list.map(({ code, at }) => `${code} "${at}"`).join(', ');
}
