import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkReport } from '../../../../src/report/checks/checkReport.ts';
import { parseReport } from '../../../../src/report/reportDocument.ts';

function report(findings: string, impression: string): string {
  return `FINDINGS: ${findings}\n\nIMPRESSION: ${impression}\n`;
}

/** The words that the check stands on. */
function marked(text: string): string[] {
  return checkReport(text, parseReport(text))
    .filter((one) => one.code === 'contradiction')
    .map(({ range }) => text.slice(range.start, range.end));
}

const contradicted: readonly (readonly [findings: string, impression: string, at: string])[] = [
  ['There is a small left pneumothorax. Lungs are otherwise clear.', 'No pneumothorax.', 'pneumothorax'],
  ['Multiple stones within the gallbladder lumen.', '1. No cholelithiasis.\n2. Normal liver.', 'cholelithiasis'],
  ['Acute nondisplaced fracture through the scaphoid waist.', 'No acute fracture or dislocation.', 'fracture'],
  ['Filling defect in the right lower lobe artery, an embolus.', 'No evidence of pulmonary embolism.', 'embolism'],
  ['Enlarged mediastinal lymph nodes, up to 18 mm.', 'No mediastinal lymphadenopathy.', 'lymphadenopathy'],
  ['Joint effusion is present. No joint effusion. Menisci intact.', 'Normal.', 'effusion'],
  ['No intracranial hemorrhage. Acute subarachnoid hemorrhage in the left sylvian fissure.', 'Bleeding.', 'hemorrhage'],
  ['Thrombus in the left common femoral vein.', 'No evidence of DVT in the left lower extremity.', 'DVT'],
  ['Bilateral pleural effusions.', 'No left pleural effusion.', 'effusion'],
  ['Effusion: small, right. Pneumothorax: none.', 'Pleural effusion: none.', 'effusion'],
  ['Medial meniscus: Complex tear of the body.', 'No meniscal tear.', 'tear'],
  ['Left renal calculus, 5 mm.', 'No renal calculi. No hydronephrosis.', 'calculi'],
  ['Transverse patellar fracture.', 'Normal alignment, no evidence of a fracture.', 'fracture'],
];

const sound: readonly (readonly [findings: string, impression: string])[] = [
  [
    'Scalp haematoma over the left parietal bone. No intracranial haemorrhage.',
    'Scalp haematoma. No intracranial haemorrhage.',
  ],
  ['Cholelithiasis. No choledocholithiasis.', 'Cholelithiasis without cholecystitis.'],
  ['Chronic small vessel ischaemic changes. No acute infarct.', 'No acute infarct.'],
  ['Partial thickness tear of the supraspinatus. No full thickness tear.', 'No full-thickness rotator cuff tear.'],
  ['4 mm stone in the distal left ureter. No stones in the kidneys.', 'Left ureteral stone. No renal stones.'],
  ['L4-L5: moderate stenosis. L5-S1: No stenosis.', 'Moderate L4-L5 stenosis. No stenosis at other levels.'],
  ['Hypodense lesion in the liver. The pancreas is normal. No mass or lesion.', 'Hepatic lesion.'],
  ['Aneurysm of the ascending aorta. The descending aorta is normal. No aneurysm.', 'Ascending aneurysm.'],
  ['Metastases in the liver. No bone metastases.', 'Hepatic metastases. No osseous or pulmonary metastases.'],
  ['MEDIAL MENISCUS: Tear of the posterior horn.\nLATERAL MENISCUS: Intact. No tear.', 'Medial meniscal tear.'],
  ['Right effusion. After thoracentesis: no residual effusion.', 'Drained effusion.'],
  ['Question of small pneumothorax on the supine film.', 'No pneumothorax.'],
  ['The left kidney has a cyst. The right kidney is normal in size. No cyst.', 'Left renal cyst.'],
  ['Lungs: 6 mm nodule in the right lower lobe.\nThyroid: No nodule.', 'Right lower lobe nodule.'],
  ['Mass in the right kidney. No mass effect.', 'Right renal mass.'],
];

describe('contradictions', () => {
  for (const [findings, impression, at] of contradicted)
    it(`marks "${at}" of ${JSON.stringify(`${findings} / ${impression}`)}`, () => {
      assert.deepEqual(marked(report(findings, impression)), [at]);
    });

  for (const [findings, impression] of sound)
    it(`says nothing of ${JSON.stringify(`${findings} / ${impression}`)}`, () => {
      assert.deepEqual(marked(report(findings, impression)), []);
    });

  it('leaves what the Findings deny and the Impression affirms to another check', () => {
    const text = report('No pleural effusion.', 'Small right pleural effusion.');
    assert.deepEqual(
      checkReport(text, parseReport(text)).map(({ code }) => code),
      ['impression-unsupported'],
    );
  });

  it('says which of the two is denied', () => {
    const text = report('No pneumothorax. Small left pneumothorax.', 'Small left pneumothorax.');
    const [problem] = checkReport(text, parseReport(text)).filter(({ code }) => code === 'contradiction');
    assert.match(problem?.message ?? '', /is affirmed here, and denied above/);
  });
});
