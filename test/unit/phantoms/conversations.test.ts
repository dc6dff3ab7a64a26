import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  findingsSection,
  impressionSection,
  presenceAnswer,
  presenceAtAnswer,
  whereAnswer,
  type Truth,
} from '../../../src/phantoms/answers.ts';
import { converse } from '../../../src/phantoms/conversations.ts';
import { plannedFindings } from '../../../src/phantoms/drawPhantom.ts';
import { DOMAINS } from '../../../src/phantoms/phantom.ts';
import { Random } from '../../../src/phantoms/random.ts';

const LEFT_EFFUSION: Truth = { domain: 'chest_xray', findings: [{ kind: 'pleural effusion', place: 'left' }] };

describe('conversations about phantoms', () => {
  it('answer from the truth', () => {
    assert.equal(presenceAnswer(LEFT_EFFUSION, 'pleural effusion'), 'Yes, there is a pleural effusion on the left.');
    assert.equal(presenceAnswer(LEFT_EFFUSION, 'pneumothorax'), 'No, there is no pneumothorax.');
    assert.equal(
      presenceAtAnswer(LEFT_EFFUSION, 'pleural effusion', 'right'),
      'No, the pleural effusion is on the left.',
    );
    assert.equal(whereAnswer(LEFT_EFFUSION, 'pleural effusion'), 'The pleural effusion is on the left.');
    assert.match(findingsSection(LEFT_EFFUSION), /pleural effusion on the left/);
    assert.doesNotMatch(findingsSection(LEFT_EFFUSION), /right/);
    assert.equal(impressionSection(LEFT_EFFUSION.findings), 'Pleural effusion on the left.');
    assert.equal(impressionSection([]), 'No acute abnormality.');
  });

  it('ask for what is there as often as for what is not', () => {
    const random = new Random('balance');
    let yes = 0;
    let no = 0;
    for (let index = 0; index < 600; index++) {
      const domain = DOMAINS[index % DOMAINS.length] ?? 'mri';
      const [first] = converse(random, { domain, findings: plannedFindings(domain, `balance:${index}`) });
      if (first?.answer.startsWith('Yes,') === true) yes += 1;
      if (first?.answer.startsWith('No,') === true) no += 1;
    }
    assert.ok(yes + no > 150);
    assert.ok(yes / (yes + no) > 0.35 && yes / (yes + no) < 0.65, `${yes} yes, ${no} no`);
  });

  it('ask the same thing in many ways', () => {
    const random = new Random('many ways');
    const questions = new Set<string>();
    for (let index = 0; index < 2000; index++)
      for (const { question } of converse(random, LEFT_EFFUSION)) questions.add(question);
    assert.ok(questions.size > 700, `${questions.size} different questions`);
  });
});
