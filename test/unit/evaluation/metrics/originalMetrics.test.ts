/** The bug-compatible mode beside an independent transcription in Python, equal to the last bit. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import type { AnsweredItem } from '../../../../src/evaluation/item.ts';
import { ORIGINAL_CONTRACTIONS } from '../../../../src/evaluation/metrics/contractions.ts';
import { normaliseAnswer } from '../../../../src/evaluation/metrics/normaliseAnswer.ts';
import { CLOSED_RULES, vqaScores, type ClosedRule } from '../../../../src/evaluation/metrics/vqaScores.ts';
import { Random } from '../../../../src/phantoms/random.ts';

const PYTHONS = ['python3', '/usr/bin/python3'];
const WORDS =
  `the a an none zero one two three nine ten yes no not normal abnormal evidence of left right lung upper lobe mass
  effusion heart CT MRI X-ray T2-weighted chest cell H&E nuclei Is there Crohn's isn’t 50% 3.5 1,000 12,5 .5 5. e.g.
  C5/6 (bilateral) <1cm >= 10^3 a/b "quoted" [1] {x} x_y @home \`tick\` what? no! ... α-β Σ ΌΣΟΣ İ ß ﬁ ½ ٣,٥ ٣.٥ é 𝛼 肺 constructor
  __proto__ toString hasOwnProperty`.split(/\s+/);
const SEPARATORS = [' ', ' ', ' ', ' ', '', '  ', '\n', '\t', ', ', '. ', ' - ', '-', '; ', ',', '\u00a0', '\u0085'];

interface Pair {
  readonly answer: string;
  readonly reference: string;
}

type Figures = Readonly<Record<string, number | null | readonly string[]>>;

function pairs(count: number): Pair[] {
  const random = new Random('original metrics');
  const contractions = [...ORIGINAL_CONTRACTIONS].flat();
  const text = (longest: number): string => {
    let out = '';
    for (let i = random.below(longest + 1); i > 0; i--) {
      const word = random.chance(0.15) ? random.pick(contractions) : random.pick(WORDS);
      out += (random.chance(0.1) ? word.toUpperCase() : word) + random.pick(SEPARATORS);
    }
    if (random.chance(0.05)) out += 'x.'.repeat(random.below(50));
    return out;
  };
  return Array.from({ length: count }, () => {
    const reference = text(random.chance(0.4) ? 1 : 12);
    // Half of the answers have something of the reference, so that there is something to count.
    return { reference, answer: random.chance(0.5) ? text(4) + reference + text(8) : text(20) };
  });
}

function ours({ answer, reference }: Pair): Figures {
  const answered = (answerType: 'open' | 'closed'): AnsweredItem => ({
    item: { id: 1, image: undefined, question: '', reference, answerType },
    answer,
  });
  const accuracy = (closedRule: ClosedRule): number | null =>
    vqaScores(answered('closed'), { mode: 'original', closedRule }).scores.accuracy ?? null;
  return {
    normalised: [normaliseAnswer(answer), normaliseAnswer(reference)],
    ...vqaScores(answered('open'), { mode: 'original' }).scores,
    ...Object.fromEntries(CLOSED_RULES.map((rule) => [rule, accuracy(rule)])),
  };
}

describe("LLaVA-Med's own metrics", () => {
  it('equal their transcription in Python on 1,000 generated pairs', function () {
    const python = PYTHONS.find((each) => spawnSync(each, ['-c', '']).status === 0);
    if (python === undefined) {
      console.log('      skipped: no python3');
      this.skip();
    }
    const generated = pairs(1000);
    const { stdout, stderr, status } = spawnSync(
      python,
      ['-X', 'utf8', fileURLToPath(new URL('originalMetrics.py', import.meta.url))],
      {
        encoding: 'utf8',
        input: generated.map((pair) => JSON.stringify(pair)).join('\n'),
        maxBuffer: 1 << 26,
      },
    );
    assert.equal(status, 0, stderr);
    const theirs = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Figures);
    assert.equal(theirs.length, generated.length);
    generated.forEach((pair, i) => {
      const expected = theirs[i];
      assert.ok(expected !== undefined);
      assert.deepEqual(ours(pair), expected, JSON.stringify(pair));
    });
    // The pairs have what they are there for.
    const some = (name: string, wanted: (value: Figures[string] | undefined) => boolean): number =>
      theirs.filter((figures) => wanted(figures[name])).length;
    assert.ok(some('f1', (value) => typeof value === 'number' && value > 0 && value < 1) > 300);
    assert.ok(some('batch', (value) => value === 1) > 100);
    assert.ok(some('uncounted', (value) => value === null) > 100);
  });
});
