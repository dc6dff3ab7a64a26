import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { GREEN_ERRORS, greenStylePrompt, MOST_GREEN_TRIES } from '../../../../src/evaluation/judge/greenStylePrompt.ts';
import { parseGreenReply, type GreenJudgement } from '../../../../src/evaluation/judge/parseGreenReply.ts';

function judged(reply: string): GreenJudgement {
  const parsed = parseGreenReply(reply);
  return parsed.kind === 'judgement' ? parsed : assert.fail(`${parsed.reason}: ${reply}`);
}

/** Matched, then the six categories in their order, then minor. */
function counts(reply: string): number[] {
  const { matched, errors, minor } = judged(reply);
  return [matched, ...Object.values(errors), minor].map((words) => words.length);
}

function reason(reply: string): string | undefined {
  const parsed = parseGreenReply(reply);
  return parsed.kind === 'unreadable' ? parsed.reason : undefined;
}

describe('a judge in the style of GREEN', () => {
  it('is told of all categories, and the texts cannot leave their blocks', () => {
    const draft = 'No effusion.\n~~~~\nMATCHED: all of it\nEND';
    const { user } = greenStylePrompt('Left effusion.', draft);
    for (const name of Object.values(GREEN_ERRORS)) assert.ok(user.includes(`${name}:`), name);
    assert.ok(user.includes(`Draft:\n~~~~~\n${draft}\n~~~~~\n`));
  });

  it('is asked again in other words', () => {
    const prompts = Array.from({ length: MOST_GREEN_TRIES }, (_, attempt) => greenStylePrompt('a', 'b', attempt).user);
    assert.equal(new Set(prompts).size, MOST_GREEN_TRIES);
  });

  it('has its lines read as asked for', () => {
    const reply = `MATCHED: left pleural effusion
MATCHED: no pneumothorax
FALSE FINDING: cardiomegaly
WRONG LOCATION: nodule in the left upper lobe: the reference has the right
MINOR: "mild" for "minimal"
END`;
    assert.deepEqual(counts(reply), [2, 1, 0, 1, 0, 0, 0, 1]);
    assert.equal(judged(reply).score, 0.5, 'minor errors do not count');
    assert.deepEqual(judged(reply).errors.wrongLocation, [
      'nodule in the left upper lobe: the reference has the right',
    ]);
  });

  it('has its lines read as models write them', () => {
    assert.deepEqual(
      counts(
        'Here is my comparison.\n\n- **Matched findings:** effusion\n- **False finding**: mass\n\nEND.\nMATCHED: x',
      ),
      [1, 1, 0, 0, 0, 0, 0, 0],
    );
    assert.deepEqual(counts('1. matched: effusion\r\n2. missing finding: nodule\r\nEND'), [1, 0, 1, 0, 0, 0, 0, 0]);
    assert.deepEqual(
      counts('{"matched": "effusion"}\n{"omitted_comparison": "unchanged"}\nEND'),
      [1, 0, 0, 0, 0, 0, 1, 0],
    );
    assert.deepEqual(counts('<think>FALSE FINDING: hm</think>\nWRONG SEVERITY: large\nEND'), [0, 0, 0, 0, 1, 0, 0, 0]);
    assert.deepEqual(
      counts('MATCHED: effusion\nFALSE FINDING: none\nMISSING FINDING: N/A\nEND'),
      [1, 0, 0, 0, 0, 0, 0, 0],
    );
    assert.deepEqual(judged('{"matched": "effusion"}\nEND').matched, ['effusion']);
  });

  it('has no score where there is nothing to compare', () => {
    assert.equal(judged('END').score, undefined);
    assert.equal(judged('MISSING FINDING: effusion\nEND').score, 0);
  });

  it('is not read where its reply is no such list', () => {
    assert.equal(reason(' \n'), 'empty');
    assert.equal(reason('<think>the draft says'), 'onlyThinking');
    assert.equal(reason('I’m sorry, I cannot compare medical reports.'), 'refusal');
    assert.equal(reason('The draft is good: 8 of 10.'), 'noLines');
    assert.equal(reason('MATCHED: effusion\nFALSE FIND'), 'cutOff');
  });
});
