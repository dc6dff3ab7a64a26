import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeRun, readJudgements } from '../../../../src/evaluation/runs/judgeRun.ts';
import { runPaths } from '../../../../src/evaluation/runs/runFolder.ts';
import type { EvaluationKind } from '../../../../src/protocol/evaluationResults.ts';
import { answeredItems, ScriptedJudge } from '../judge/judgedItems.ts';

describe('the judgements of a run', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'llava-med-judge-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function judge(kind: EvaluationKind, reply: string): Promise<ScriptedJudge> {
    const judge = new ScriptedJudge(() => reply);
    const work = { folder, kind, answered: answeredItems(2), judge, orders: ['referenceFirst'] as const };
    assert.deepEqual(await judgeRun(work, new AbortController().signal), []);
    return judge;
  }

  it('are points of visual chat, and read as they were written', async () => {
    await judge('chat', '8 7');
    const read = await readJudgements(folder);
    assert.deepEqual(read[0]?.scores, { reference: 8, answer: 7 });
    const lines = read.map((judgement) => `${JSON.stringify(judgement)}\n`).join('');
    assert.equal(lines, readFileSync(runPaths(folder).judgements, 'utf8'));
  });

  it('are findings of report drafts, and read as they were written', async () => {
    const asked = await judge('report', 'MATCHED: left effusion\nWRONG SEVERITY: large\nEND');
    assert.match(asked.prompts[0]?.user ?? '', /Draft:/);
    const read = await readJudgements(folder);
    assert.equal(read.length, 2);
    assert.equal(read[0]?.green?.score, 0.5);
    assert.deepEqual(read[0].green.errors.wrongSeverity, ['large']);
    const text = readFileSync(runPaths(folder).judgements, 'utf8');
    assert.equal(read.map((judgement) => `${JSON.stringify(judgement)}\n`).join(''), text);
    // What is kept is not asked again.
    assert.equal((await judge('report', 'END')).prompts.length, 0);
    assert.equal(readFileSync(runPaths(folder).judgements, 'utf8'), text);
  });

  it('say why a reply could not be read', async () => {
    await judge('report', 'MATCHED: left effusion');
    assert.deepEqual(
      (await readJudgements(folder)).map(({ unreadable, tries }) => [unreadable, tries]),
      [
        ['cutOff', 3],
        ['cutOff', 3],
      ],
    );
  });

  it('are refused where a line is none', async () => {
    await judge('report', 'MATCHED: left effusion\nEND');
    const path = runPaths(folder).judgements;
    const text = readFileSync(path, 'utf8');
    for (const wrong of [text.replace('"score":1', '"score":2'), text.replace('"minor":[]', '"minor":0')]) {
      assert.notEqual(wrong, text);
      writeFileSync(path, wrong);
      await assert.rejects(readJudgements(folder), /Line 1 of the run's judgements\.jsonl is no judgement/);
    }
    rmSync(path);
    assert.deepEqual(await readJudgements(folder), []);
  });
});
