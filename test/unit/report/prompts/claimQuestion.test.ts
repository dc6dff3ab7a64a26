/** Sentences of reports as closed questions, and what the answers to them say. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { claimsOf } from '../../../../src/report/prompts/claimQuestion.ts';
import { findingPrompt, statementPrompt } from '../../../../src/report/prompts/claimPrompts.ts';
import { agreement, readVerdict, worstVerdict } from '../../../../src/report/prompts/claimVerdict.ts';
import { claimsAt, findingsClaims } from '../../../../src/report/prompts/reportClaims.ts';
import { parseReport } from '../../../../src/report/reportDocument.ts';

/** `question → expected`, a question mark behind it where the sentence is not sure; or the reason in brackets. */
function asked(sentence: string): string {
  const { claims, reason } = claimsOf(sentence);
  if (reason !== undefined) return `(${reason})`;
  return claims
    .map(({ question, expected, isUncertain }) => `${question} → ${expected}${isUncertain ? '?' : ''}`)
    .join(' ');
}

const sentences: readonly (readonly [string, string])[] = [
  ['There is a small left pleural effusion.', 'Is there a left pleural effusion? → yes'],
  ['There is a left pleural effusion.', 'Is there a left pleural effusion? → yes'],
  ['No pneumothorax.', 'Is there a pneumothorax? → no'],
  ['There is no pleural effusion.', 'Is there a pleural effusion? → no'],
  ['No pneumothorax or effusion.', 'Is there a pneumothorax? → no Is there an effusion? → no'],
  [
    'There is no pneumothorax, effusion, or focal consolidation.',
    'Is there a pneumothorax? → no Is there an effusion? → no Is there focal consolidation? → no',
  ],
  ['No pleural or pericardial effusion.', 'Is there a pleural effusion? → no Is there a pericardial effusion? → no'],
  [
    'No hilar, mediastinal, or axillary lymphadenopathy.',
    'Is there hilar lymphadenopathy? → no Is there mediastinal lymphadenopathy? → no Is there axillary lymphadenopathy? → no',
  ],
  ['There is a 1.2 cm nodule in the right upper lobe.', 'Is there a nodule in the right upper lobe? → yes'],
  ['Left lower lobe 1.2 cm nodule.', 'Is there a left lower lobe nodule? → yes'],
  ['RLL consolidation.', 'Is there right lower lobe consolidation? → yes'],
  ['L pleural effusion, R lung clear.', 'Is there a left pleural effusion? → yes'],
  ['Left-sided pneumothorax.', 'Is there a left-sided pneumothorax? → yes'],
  ['Bilateral pleural effusions.', 'Are there bilateral pleural effusions? → yes'],
  ['Effusions, left greater than right.', 'Are there bilateral effusions? → yes'],
  ['Left kidney: 5 mm stone.', 'Is there a stone in the left kidney? → yes'],
  ['Right effusion and atelectasis.', 'Is there a right effusion? → yes Is there atelectasis on the right? → yes'],
  [
    'There is an effusion on the left and a nodule on the right.',
    'Is there an effusion on the left? → yes Is there a nodule on the right? → yes',
  ],
  [
    'Left pleural effusion without pneumothorax.',
    'Is there a left pleural effusion? → yes Is there a pneumothorax? → no',
  ],
  ['There is no evidence of an acute rib fracture.', 'Is there an acute rib fracture? → no'],
  ['No large pleural effusion.', 'Is there a large pleural effusion? → no'],
  ['No acute intracranial haemorrhage.', 'Is there acute intracranial haemorrhage? → no'],
  ['Pneumothorax: none.', 'Is there a pneumothorax? → no'],
  [
    'NO EVIDENCE OF PNEUMOTHORAX OR LEFT PLEURAL EFFUSION.',
    'Is there a pneumothorax? → no Is there a left pleural effusion? → no',
  ],
  ['The left effusion has resolved.', 'Is there a left effusion? → no'],
  ['Unchanged small left effusion.', 'Is there a left effusion? → yes'],
  ['No significant change in the left effusion.', 'Is there a left effusion? → yes'],
  ['Possible pneumonia at the left base.', 'Is there pneumonia at the left base? → yes?'],
  [
    'Opacity in the left lower lobe, consistent with pneumonia.',
    'Is there an opacity in the left lower lobe? → yes Is there pneumonia on the left? → yes?',
  ],
  ['Cardiomegaly.', 'Is there cardiomegaly? → yes'],
  ['The heart is enlarged.', 'Is the heart enlarged? → yes'],
  ['The heart size is normal.', 'Is the heart enlarged? → no'],
  ['The heart is not enlarged.', 'Is the heart enlarged? → no'],
  ['The ventricles are of normal size.', 'Are the ventricles enlarged? → no'],
  ['There are white matter lesions.', 'Are there white matter lesions? → yes'],
  ['There are bilateral kidney stones.', 'Are there bilateral kidney stones? → yes'],
  ['There is a left renal cyst measuring 3 cm.', 'Is there a left renal cyst? → yes'],
  ['There is a hypodense liver lesion.', 'Is there a hypodense liver lesion? → yes'],
  ['There is a subdural haematoma on the left.', 'Is there a subdural haematoma on the left? → yes'],
  ['Haemorrhagic infarct.', 'Is there a haemorrhagic infarct? → yes'],
  ['MCA aneurysm.', 'Is there an MCA aneurysm? → yes'],
  ['Fracture of the left clavicle.', 'Is there a fracture of the left clavicle? → yes'],
  ['A displaced fracture of the right 5th rib.', 'Is there a displaced fracture of the right 5th rib? → yes'],
  ['Multiple bilateral pulmonary nodules.', 'Are there bilateral pulmonary nodules? → yes'],
  ['Fibrotic changes at both bases.', 'Are there fibrotic changes at both bases? → yes'],
  ['Gallstones without cholecystitis.', 'Are there gallstones? → yes Is there cholecystitis? → no'],
  ['- No free air.', 'Is there free air? → no'],
  ['The lungs are clear.', 'Is this statement true of the image? "The lungs are clear." Answer yes or no. → yes'],
  [
    'The bowel is "not" dilated.',
    `Is this statement true of the image? "The bowel is 'not' dilated." Answer yes or no. → yes`,
  ],
  ['No other nodule.', 'Is this statement true of the image? "No other nodule." Answer yes or no. → yes'],
  ['No new nodule.', '(comparison)'],
  ['No significant interval change compared to the prior study.', '(comparison)'],
  ['Status post left nephrectomy.', '(history)'],
  ['History of lung cancer.', '(history)'],
  ['Recommend follow-up CT in 3 months.', '(advice)'],
  ['CT is advised to exclude a fracture.', '(advice)'],
  ['PA and lateral views of the chest were obtained.', '(technique)'],
  ['The study is limited by motion artefact.', '(technique)'],
  ['Findings were discussed with Dr. Roe at 3 pm.', '(communication)'],
  ['### Lungs', '(heading)'],
  ['___', '(heading)'],
];

describe('a sentence as closed questions', () => {
  for (const [sentence, expected] of sentences)
    it(JSON.stringify(sentence), () => {
      assert.equal(asked(sentence), expected);
    });

  it('asks about the whole of a sentence in another language', () => {
    const { claims } = claimsOf('Kein Pleuraerguss links.', 'de');
    assert.deepEqual(
      claims.map(({ promptId, expected }) => [promptId, expected]),
      [['claim-statement-1', 'yes']],
    );
  });

  it('cuts a statement that is too long for a question', () => {
    const { claims } = claimsOf(`The lungs are clear ${'indeed '.repeat(200)}.`);
    assert.equal(claims.length, 1);
    assert.match(claims[0]?.question ?? '', /^.{400,500}…" Answer yes or no\.$/);
  });
});

const report = `## Technique

PA view.

## Findings

- Left kidney:
  There is a 5 mm stone.
- Chest:
  No left effusion.
  No pneumothorax, and the
  heart is enlarged.

## Impression

Left renal stone.
`;

describe('the sentences of a report', () => {
  const document = parseReport(report);

  it('are those of the Findings, with their place and their label', () => {
    const found = findingsClaims(report, document).map(({ range, claims }) => [
      report.slice(range.start, range.end),
      claims.map(({ question }) => question).join(' '),
    ]);
    assert.deepEqual(found, [
      ['There is a 5 mm stone.', 'Is there a stone in the left kidney?'],
      ['No left effusion.', 'Is there a left effusion?'],
      ['No pneumothorax, and the\n  heart is enlarged.', 'Is there a pneumothorax? Is the heart enlarged?'],
    ]);
  });

  it('are found at a cursor and in a selection, in every section', () => {
    const at = (words: string, length = 0): (string | undefined)[] => {
      const start = report.indexOf(words);
      return claimsAt(report, document, { start, end: start + length }).map(
        ({ claims, reason }) => reason ?? claims[0]?.question,
      );
    };
    assert.deepEqual(at('renal'), ['Is there a left renal stone?']);
    assert.deepEqual(at('effusion', 25), ['Is there a left effusion?', 'Is there a pneumothorax?']);
    assert.deepEqual(at('view'), ['technique']);
    assert.deepEqual(at('## Impression'), []);
  });
});

describe('an answer to a closed question', () => {
  const finding: readonly (readonly [string, string])[] = [
    ['Yes.', 'yes'],
    ['yes, there is a pleural effusion on the left', 'yes'],
    [' "Yes', 'yes'],
    ['No', 'no'],
    ['No, there is no effusion.', 'no'],
    ['No. The lungs are clear.', 'no'],
    ['There is no pleural effusion.', 'no'],
    ['There are no nodules.', 'no'],
    ['No pneumothorax is seen.', 'no'],
    ['Yes, there is no effusion.', 'unclear'],
    ['Yes or no.', 'unclear'],
    ['No idea.', 'unclear'],
    ['Not sure.', 'unclear'],
    ['Nodules are seen.', 'unclear'],
    ['Yesterday.', 'unclear'],
    ['The image shows an effusion.', 'unclear'],
    ['', 'unclear'],
  ];
  for (const [answer, expected] of finding)
    it(`${JSON.stringify(answer)} says ${expected}`, () => {
      assert.equal(readVerdict(answer, findingPrompt('a pleural effusion', false)), expected);
    });

  it('denies no statement by denying a finding, as the statement may do so itself', () => {
    const prompt = statementPrompt('There is no effusion.');
    assert.equal(readVerdict('There is no effusion.', prompt), 'unclear');
    assert.equal(readVerdict('No effusion.', prompt), 'unclear');
    assert.equal(readVerdict('Yes, there is no effusion.', prompt), 'yes');
    assert.equal(readVerdict('No, it is not.', prompt), 'no');
  });

  it('is unclear where its side is not the one that it says yes or no to', () => {
    const prompt = findingPrompt('a right pleural effusion', false);
    assert.equal(readVerdict('Yes, there is a pleural effusion on the left.', prompt), 'unclear');
    assert.equal(readVerdict('Yes, there is a pleural effusion on the right.', prompt), 'yes');
    assert.equal(readVerdict('Yes, on the left and on the right.', prompt), 'yes');
    assert.equal(readVerdict('No, the pleural effusion is on the left.', prompt), 'no');
    assert.equal(readVerdict('No, the pleural effusion is on the right.', prompt), 'unclear');
    assert.equal(readVerdict('No, there is no pleural effusion on the right.', prompt), 'no');
  });
});

describe('the agreement of answers', () => {
  it('is a verdict by more than half of them', () => {
    const five = agreement(['yes', 'yes', 'yes', 'yes', 'yes'], 'yes');
    assert.deepEqual(five, {
      ...{ supports: 5, contradicts: 0, unclear: 0, n: 5 },
      ...{ verdict: 'supported', text: 'yes 5 of 5' },
    });
    const denied = agreement(['no', 'no', 'no', 'no', 'yes'], 'no');
    assert.deepEqual([denied.verdict, denied.text, denied.supports], ['supported', 'no 4 of 5', 4]);
    const against = agreement(['yes', 'yes', 'unclear'], 'no');
    assert.deepEqual([against.verdict, against.text], ['contradicted', 'yes 2 of 3']);
  });

  it('is unclear without a majority, and shows every count', () => {
    const split = agreement(['yes', 'no', 'no', 'yes', 'unclear'], 'yes');
    assert.deepEqual([split.verdict, split.text], ['unclear', 'yes 2, no 2, unclear 1 of 5']);
    assert.equal(agreement(['unclear', 'unclear', 'yes'], 'yes').verdict, 'unclear');
    assert.deepEqual([agreement([], 'yes').verdict, agreement([], 'yes').text], ['unclear', 'no answer']);
  });

  it('of several claims shows what a person has to see first', () => {
    assert.equal(worstVerdict(['supported', 'unclear', 'contradicted']), 'contradicted');
    assert.equal(worstVerdict(['supported', 'unclear']), 'unclear');
    assert.equal(worstVerdict(['supported', 'supported']), 'supported');
    assert.equal(worstVerdict([]), 'unclear');
  });
});
