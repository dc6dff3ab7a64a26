import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { OBSERVATIONS } from '../../../../src/evaluation/reports/observations.ts';
import { reportSections } from '../../../../src/evaluation/reports/sectionScores.ts';
import { scoreReports, type ReportScores } from '../../../../src/evaluation/reports/scoreReports.ts';
import { findingsSection, impressionSection } from '../../../../src/phantoms/answers.ts';
import { DOMAINS, kindsOf, placesOf, type PlannedFinding } from '../../../../src/phantoms/phantom.ts';

/** Sentences of one observation each; those with a side have it once. */
const SIDED = [
  'There is a small left pleural effusion.',
  'Right pneumothorax.',
  'Consolidation in the left lower lobe.',
  'There is an opacity in the right upper lobe.',
  '8 mm nodule in the left upper lobe.',
  'Fracture of the right clavicle.',
  'Left apical pleural thickening.',
  'Right basal atelectasis.',
] as const;
const UNSIDED = [
  'Cardiomegaly.',
  'Mild pulmonary edema.',
  'No pericardial effusion.',
  'The mediastinum is not widened.',
  'Pneumonia cannot be excluded.',
] as const;
const sentences = fc.subarray([...SIDED, ...UNSIDED], { minLength: 1 });

const report = (lines: readonly string[]): string => `FINDINGS:\n${lines.join(' ')}`;
const mirrored = (text: string): string =>
  text.replace(
    /left|right/gi,
    (word) => ({ left: 'right', right: 'left', Left: 'Right', Right: 'Left' })[word] ?? word,
  );

function score(reference: string, draft: string, policy?: ReportScores['policy']): ReportScores {
  return scoreReports([{ id: 1, reference, draft }], policy);
}

function errorsOf(reference: string, draft: string, policy?: ReportScores['policy']): string[] {
  return (score(reference, draft, policy).reports[0]?.errors ?? []).map(
    ({ kind, name, because, inDraft, inReference }) =>
      [
        `${kind} ${name}, ${because}`,
        inReference && reference.slice(inReference.start, inReference.end),
        inDraft && draft.slice(inDraft.start, inDraft.end),
      ]
        .filter((part) => part !== undefined)
        .join(' | '),
  );
}

function assertPerfect(scores: ReportScores, name: string): void {
  for (const observation of OBSERVATIONS) {
    const { f1, sides } = scores.observations.each[observation];
    assert.ok(f1 === undefined || f1 === 1, `${name}: ${observation}`);
    assert.equal(sides.right, sides.compared, `${name}: ${observation}`);
  }
  for (const { f1 } of Object.values(scores.findings) as { f1: number | undefined }[])
    assert.ok(f1 === undefined || f1 === 1, name);
  assert.deepEqual(
    scores.reports.flatMap(({ errors }) => errors),
    [],
    name,
  );
}

describe('scores of report drafts', () => {
  it('names each error with the sentence that says so', () => {
    const reference =
      'FINDINGS: Small left pleural effusion. No pneumothorax. The heart is enlarged. Nodule in the right upper lobe. Left renal cyst.';
    const draft = 'Right pleural effusion. Small right pneumothorax. The heart size is normal. Rib fracture.';
    assert.deepEqual(errorsOf(reference, draft).sort(), [
      'hallucinated Fracture, unmentioned | Rib fracture.',
      'hallucinated Pneumothorax, denied | No pneumothorax. | Small right pneumothorax.',
      'laterality Pleural Effusion, sides | Small left pleural effusion. | Right pleural effusion.',
      'missed Cardiomegaly, denied | The heart is enlarged. | The heart size is normal.',
      'missed Lung Lesion, unmentioned | Nodule in the right upper lobe.',
      'missed cyst, unmentioned | Left renal cyst.',
    ]);
    assert.deepEqual(score(reference, draft).errors, {
      laterality: 1,
      hallucinated: { denied: 1, unmentioned: 1 },
      missed: { denied: 1, unmentioned: 2 },
    });
  });

  it('counts true and false statements of each observation over all pairs', () => {
    const { observations } = scoreReports([
      { id: 1, reference: 'Left effusion. Cardiomegaly.', draft: 'Right effusion. No cardiomegaly.' },
      { id: 2, reference: 'No effusion.', draft: 'Effusion.' },
      { id: 3, reference: 'Bilateral effusions.', draft: 'Left effusion and right effusion.' },
      { id: 4, reference: 'The lungs are clear.', draft: 'Clear lungs.' },
    ]);
    const { truePositives, falsePositives, falseNegatives, trueNegatives, precision, sides } =
      observations.each['Pleural Effusion'];
    assert.deepEqual([truePositives, falsePositives, falseNegatives, trueNegatives], [2, 1, 0, 1]);
    assert.equal(precision, 2 / 3);
    assert.deepEqual(sides, { compared: 2, right: 1 });
    // Effusion 2 / 1 / 0 and cardiomegaly 0 / 0 / 1; the other three are stated by nobody.
    assert.equal(observations.competition.micro.f1, 4 / 6);
    assert.equal(observations.competition.macroOf, 2);
    assert.equal(observations.competition.macroF1, 0.8 / 2);
    // No Finding: right in the 4th, missed in the 2nd.
    assert.equal(observations.each['No Finding'].truePositives, 1);
    assert.equal(observations.each['No Finding'].falseNegatives, 1);
  });

  it('takes the uncertain for present, or for absent', () => {
    const [reference, draft] = ['Possible left pneumonia.', 'Left pneumonia.'];
    assert.equal(score(reference, draft).observations.each.Pneumonia.truePositives, 1);
    const strict = score(reference, draft, 'uncertainAsAbsent');
    assert.equal(strict.observations.each.Pneumonia.falsePositives, 1);
    assert.deepEqual(errorsOf(reference, draft, 'uncertainAsAbsent'), [], 'what is possible is not invented');
    assert.deepEqual(errorsOf('No pneumonia.', 'Possible pneumonia.', 'uncertainAsAbsent'), []);
    assert.equal(errorsOf('No pneumonia.', 'Possible pneumonia.').length, 1);
  });

  it('keeps findings of one name apart by their organ', () => {
    const reference = 'Left renal cyst. Hepatic cyst.';
    const { findings } = score(reference, 'Right renal cyst.');
    assert.deepEqual([findings.affirmed.truePositives, findings.affirmed.falseNegatives], [1, 1]);
    assert.deepEqual([findings.sided.truePositives, findings.sided.falsePositives], [0, 1]);
    assert.deepEqual(errorsOf(reference, 'Right renal cyst.'), [
      'laterality cyst, sides | Left renal cyst. | Right renal cyst.',
      'missed cyst, unmentioned | Hepatic cyst.',
    ]);
  });

  it('compares devices by their kind', () => {
    const reference = 'Left chest tube. Right PICC.';
    assert.deepEqual(errorsOf(reference, 'Left PICC. Left chest tube.'), [
      'laterality central line, sides | Right PICC. | Left PICC.',
    ]);
    assert.deepEqual(errorsOf('Left chest tube.', 'Left chest tube. Right PICC.'), [
      'hallucinated central line, unmentioned | Right PICC.',
    ]);
  });

  it('reads a draft without organs as one of its reference’s region', () => {
    const [error] = errorsOf('The brain is normal in outline. No mass.', 'There is a tumour on the left.');
    assert.equal(error, 'hallucinated tumour, unmentioned | There is a tumour on the left.');
  });

  it('a report scored against itself is perfect', () => {
    fc.assert(
      fc.property(sentences, (lines) => {
        assertPerfect(score(report(lines), report(lines)), report(lines));
        assert.equal(score(report(lines), report(lines)).observations.fourteen.micro.f1, 1);
      }),
    );
  });

  it('the order of sentences changes nothing', () => {
    const shuffled = sentences.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length })),
    );
    fc.assert(
      fc.property(shuffled, ([lines, other]) => assertPerfect(score(report(lines), report(other)), report(other))),
    );
  });

  it('a mirrored draft has one laterality error for each sided observation', () => {
    fc.assert(
      fc.property(sentences, (lines) => {
        const { errors, observations, findings } = score(report(lines), mirrored(report(lines)));
        const sided = lines.filter((line) => (SIDED as readonly string[]).includes(line)).length;
        assert.deepEqual([errors.laterality, observations.sides.compared, observations.sides.right], [sided, sided, 0]);
        assert.deepEqual([errors.hallucinated, errors.missed], [nothing, nothing]);
        assert.equal(findings.sided.falsePositives, sided);
      }),
    );
  });

  it('an empty draft finds nothing and invents nothing', () => {
    fc.assert(
      fc.property(sentences, fc.constantFrom('', ' \n', 'FINDINGS:\n'), (lines, empty) => {
        const { findings, errors, observations } = score(report(lines), empty);
        assert.ok(findings.affirmed.recall === undefined || findings.affirmed.recall === 0);
        assert.equal(observations.fourteen.micro.recall, 0);
        assert.equal(observations.fourteen.micro.precision, undefined);
        assert.deepEqual([errors.laterality, errors.hallucinated], [0, nothing]);
      }),
    );
  });
});

const nothing = { denied: 0, unmentioned: 0 };

describe('scores of the demo model’s reports', () => {
  for (const domain of DOMAINS)
    it(`${domain}: every finding, present and absent, is read from its own words`, () => {
      for (const kind of kindsOf(domain)) {
        const places = placesOf(kind);
        const place = places.find((one) => one.includes('left')) ?? places[0];
        const finding: PlannedFinding = { kind, place };
        const truth = findingsSection({ domain, findings: [finding] });
        const normal = findingsSection({ domain, findings: [] });
        const missed = score(truth, normal).errors;
        assert.deepEqual([missed.missed.denied, missed.hallucinated, missed.laterality], [1, nothing, 0], kind);
        const invented = score(normal, truth).errors;
        assert.deepEqual([invented.hallucinated.denied, invented.missed, invented.laterality], [1, nothing, 0], kind);
        assertPerfect(score(truth, truth), kind);
        const { errors } = score(truth, mirrored(truth));
        // The oedema around the tumour is a finding of its own.
        const sided = place?.includes('left') ? (kind === 'brain tumour' ? 2 : 1) : 0;
        assert.equal(errors.laterality, sided, kind);
        // What the Impression says is the same finding.
        assert.deepEqual(score(truth, impressionSection([finding])).errors.hallucinated, nothing, kind);
        const notRepeated = kind === 'brain tumour' ? { ...nothing, unmentioned: 1 } : nothing;
        assert.deepEqual(score(truth, impressionSection([finding])).errors.missed, notRepeated, kind);
      }
    });
});

describe('scores of the golden reports', () => {
  const root = join(import.meta.dirname, '../../../golden/reports');
  const golden = (folder: string): [name: string, text: string][] =>
    readdirSync(join(root, folder))
      .filter((name) => name !== 'expected.json')
      .map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')]);

  it('as pairs of Findings and Impression have the laterality errors that the report check is to find', () => {
    let [right, wrong, known] = [0, 0, 0];
    for (const folder of ['laterality', 'hard', 'harder', 'hardest', 'impression']) {
      const expected = JSON.parse(readFileSync(join(root, folder, 'expected.json'), 'utf8')) as Record<
        string,
        { code: string }[]
      >;
      for (const [name, text] of golden(folder)) {
        const { findings, impression } = reportSections(text);
        if (findings === undefined || impression === undefined) continue;
        const isExpected = (expected[name.slice(folder.length + 1)] ?? []).some(({ code }) => code === 'laterality');
        const isFound = score(findings, impression).errors.laterality > 0;
        known += isExpected ? 1 : 0;
        right += isExpected && isFound ? 1 : 0;
        wrong += !isExpected && isFound ? 1 : 0;
      }
    }
    // Left: other names for one finding (RLL consolidation, LLL pneumonia), and short texts whose language does not show.
    assert.ok(known >= 60 && right / known >= 0.85 && wrong === 0, `${right} of ${known} found, ${wrong} wrongly`);
  });

  it('each against itself is perfect', () => {
    const all = ['laterality', 'impression', 'hard', 'harder', 'hardest', 'languages'].flatMap(golden);
    assert.ok(all.length > 200);
    for (const [name, text] of all) assertPerfect(score(text, text), name);
  });
});
