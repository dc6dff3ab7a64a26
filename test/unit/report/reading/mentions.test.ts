/** What sentences say of findings: where they are, and whether they are there at all. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { MentionReader } from '../../../../src/report/reading/statements/mentions.ts';
import { sentencesOf } from '../../../../src/report/reading/statements/sentence.ts';
import type { Language } from '../../../../src/report/reading/words/language.ts';
import { vocabularyOf } from '../../../../src/report/reading/words/lexicons.ts';
import { textLanguage } from '../../../../src/report/reading/words/textLanguage.ts';

/** `finding sides assertion`, the assertion where it is not simply affirmed. */
function said(text: string, language: Language): string {
  const vocabulary = vocabularyOf(language);
  const reader = new MentionReader(vocabulary);
  reader.read(sentencesOf(text, { start: 0, end: text.length }, vocabulary));
  return reader.mentions
    .map(({ finding, sides, assertion }) =>
      [finding, ...(sides.length > 0 ? [sides.join('+')] : []), ...(assertion === 'affirmed' ? [] : [assertion])].join(
        ' ',
      ),
    )
    .join(', ');
}

const english: readonly (readonly [string, string])[] = [
  ['Left pleural effusion.', 'effusion left'],
  ['Effusions on the left and a nodule on the right.', 'effusion left, nodule right'],
  ['There is a small nodule in the right upper zone.', 'nodule right'],
  ['Bilateral effusions.', 'effusion left+right'],
  ['Right effusion and atelectasis.', 'effusion right, atelectasis right'],
  ['No left effusion. Right pneumothorax.', 'effusion left denied, pneumothorax right'],
  ['Left effusion, no pneumothorax on the right.', 'effusion left, pneumothorax right denied'],
  ['No right effusion but a left pneumothorax.', 'effusion right denied, pneumothorax left'],
  ['Effusion. The left lung is clear.', 'effusion'],
  ['The heart is large.', 'cardiomegaly'],
  [
    'Moderate right effusion. No pneumothorax, left effusion, or consolidation.',
    'effusion right, pneumothorax denied, effusion left denied, consolidation left denied',
  ],
  [
    'Small right pneumothorax. There is no evidence of a\nleft pneumothorax.',
    'pneumothorax right, pneumothorax left denied',
  ],
  ['Left and right pleural effusions.', 'effusion left+right'],
  ['R pleural effusion. L lung clear.', 'effusion right'],
  ['Left lower lobe 1.2 cm nodule.', 'nodule left'],
  ['There is a moderate left\npleural effusion.', 'effusion left'],
  ['Status post left nephrectomy. 2 cm right renal mass.', 'mass right'],
  ['Right renal mass. History of left renal mass, removed 2019.', 'mass right, mass left past'],
  ['Right heart strain from pulmonary embolism.', 'embolus'],
  ['Embolus in the left lower lobe artery.', 'embolus left'],
  ['The left effusion has resolved. RLL consolidation persists.', 'effusion left denied, consolidation right'],
  ['No pneumothorax, a small left effusion.', 'pneumothorax denied, effusion left'],
  ['No pneumothorax, small left effusion.', 'pneumothorax denied, effusion left'],
  ['Left effusion is not significantly changed.', 'effusion left'],
  ['Nodule is seen in the left upper lobe, measuring 1.5 cm.', 'nodule left'],
  ['The catheter was left in place. Pneumothorax.', 'pneumothorax'],
  ['Effusions, left greater than right.', 'effusion left+right'],
  ['Right upper and left lower lobe nodules.', 'nodule left+right'],
  [
    'Left kidney: 5 mm stone. No hydronephrosis.\nRight kidney: No stone. Cyst.\nBladder: Stone.',
    'stone left, hydronephrosis left denied, stone right denied, cyst right, stone',
  ],
  ['Left lung shows a nodule and the right lung is clear.', 'nodule left'],
  ['A fracture of the left femur. Cannot exclude right rib fracture.', 'fracture left, fracture right uncertain'],
  ['There is an effusion. It is on the left.', 'effusion left'],
  [
    'Left pleural effusion without pneumothorax, right lower lobe consolidation.',
    'effusion left, pneumothorax denied, consolidation right',
  ],
  ['Consolidation and effusion on the right.', 'consolidation right, effusion right'],
  ['No pneumothorax is seen, but there is a left effusion.', 'pneumothorax denied, effusion left'],
  ['Right > left pleural effusions.', 'effusion left+right'],
  ['Pneumothorax: none. Effusion: small, left.', 'pneumothorax denied, effusion left'],
  [
    'No evidence of pneumothorax or left effusion is seen. The right nodule is stable.',
    'pneumothorax denied, effusion left denied, nodule right',
  ],
  ['Large effusion with shift to the right.', 'effusion'],
  ['No acute infarct; left MCA aneurysm.', 'infarct denied, aneurysm left'],
  ['Large left effusion with mediastinal shift to the right.', 'effusion left'],
  ['?left pneumonia', 'pneumonia left uncertain'],
  ['Previously seen left effusion has resolved.', 'effusion left denied'],
  ['Resolved left pneumothorax.', 'pneumothorax left denied'],
  ['Right effusion persists and left effusion has resolved.', 'effusion right, effusion left denied'],
  [
    'THERE IS NO EVIDENCE OF PNEUMOTHORAX OR LEFT\nPLEURAL EFFUSION. RIGHT LOWER LOBE NODULE.',
    'pneumothorax denied, effusion left denied, nodule right',
  ],
  ['Fracture of the 5th rib, approx. 2 cm lateral, on the right.', 'fracture right'],
  ['Discussed with Dr. Roe at 3 p.m. The left lung is clear.', ''],
  ['Effusion is not seen on the left.', 'effusion left denied'],
  ['Pneumonia cannot be excluded at the left base.', 'pneumonia left uncertain'],
  ['On the left, there is a moderate effusion.', 'effusion left'],
  ['Collection along the right convexity, in keeping with a haematoma.', 'haemorrhage right uncertain'],
  ['Right > left effusions.', 'effusion left+right'],
  ['RLL and LUL nodules.', 'nodule left+right'],
  ['No change in the left effusion.', 'effusion left'],
  ['Left pneumonia versus atelectasis.', 'pneumonia left, atelectasis left uncertain'],
];

const others: readonly (readonly [Language, string, string])[] = [
  [
    'de',
    'Kein Nachweis eines\nPleuraergusses links. Rundherd im rechten Oberlappen.',
    'effusion left denied, nodule right',
  ],
  [
    'de',
    'Beidseitige Pleuraergüsse, rechts mehr als links. Fraktur der 5. Rippe rechts.',
    'effusion left+right, fracture right',
  ],
  ['fr', "Pas d'épanchement pleural droit. Nodule du lobe supérieur gauche.", 'effusion right denied, nodule left'],
  ['es', 'Derrame pleural izquierdo sin neumotórax.', 'effusion left, pneumothorax denied'],
  ['it', 'Non si osservano versamento pleurico destro né pneumotorace.', 'effusion right denied, pneumothorax denied'],
  ['pt', 'Derrame pleural à esquerda. Sem pneumotórax.', 'effusion left, pneumothorax denied'],
  ['nl', 'Consolidatie in de rechter onderkwab, geen pleuravocht.', 'consolidation right, effusion denied'],
];

describe('findings that a text mentions', () => {
  for (const [text, expected] of english)
    it(JSON.stringify(text), () => {
      assert.equal(said(text, 'en'), expected);
    });
  for (const [language, text, expected] of others)
    it(`${language}: ${JSON.stringify(text)}`, () => {
      assert.equal(textLanguage(text, 'en'), language);
      assert.equal(said(text, language), expected);
    });
});
