/**
 * The demo model must see. The baseline is what a change may not silently lower; the full measurement is `npm run
 * demo:evaluate`.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoPair } from '../../src/assistant/demoPair.ts';
import { createLocalServices, type LocalServices } from '../../src/assistant/localServices.ts';
import { evaluateDemo } from '../../src/evaluation/demoEvaluation.ts';
import { MEASURES } from '../../src/evaluation/demoItems.ts';
import type { Fractions } from '../../src/evaluation/demoScore.ts';
import { findingsPrompt, impressionPrompt } from '../../src/report/prompts/sectionPrompts.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const baseline = JSON.parse(readFileSync(new URL('demoQuality.baseline.json', import.meta.url), 'utf8')) as {
  readonly seed: string;
  readonly count: number;
  readonly atLeast: Fractions;
};

describe('the demo model', function () {
  this.timeout(180_000);
  let services: LocalServices;

  before(async () => {
    const pair = await demoPair(root);
    services = createLocalServices({
      distDir: join(root, 'dist'),
      settings: {
        load: () => ({ pair, gpu: 'cpu', contextSize: 0, threads: 0 }),
        sampling: () => ({ temperature: 0, topP: 1, maxTokens: 160, seed: 0 }),
      },
    });
  });

  after(() => services.dispose());

  async function ask(sample: string, ...questions: readonly string[]): Promise<string[]> {
    const image = await services.imaging.decode({ kind: 'file', path: join(root, 'samples', sample) });
    const turns: { role: 'user' | 'assistant'; text: string; images: (typeof image)[] }[] = [];
    const answers: string[] = [];
    for (const question of questions) {
      turns.push({ role: 'user', text: question, images: turns.length === 0 ? [image] : [] });
      const { text } = await services.assistant.answer(turns);
      turns.push({ role: 'assistant', text, images: [] });
      answers.push(text.trim());
    }
    return answers;
  }

  it('tells a left effusion from a right one and from none', async () => {
    const question = 'Is there a pleural effusion?';
    assert.deepEqual(await ask('chest-left-effusion.dcm', question, 'Which side?'), [
      'Yes, there is a pleural effusion on the left.',
      'The pleural effusion is on the left.',
    ]);
    assert.deepEqual(await ask('chest-right-effusion.dcm', question, 'Which side?'), [
      'Yes, there is a pleural effusion on the right.',
      'The pleural effusion is on the right.',
    ]);
    assert.deepEqual(await ask('chest-normal.dcm', question), ['No, there is no pleural effusion.']);
  });

  it('drafts Findings with the side, whatever the indication says, and an Impression from them', async () => {
    for (const indication of [undefined, 'Pain on the right side.']) {
      const [draft] = await ask('chest-left-effusion.dcm', findingsPrompt(indication).text);
      assert.match(draft ?? '', /pleural effusion on the left/);
      assert.doesNotMatch(draft ?? '', /right/);
      const impression = await services.assistant.answer([
        { role: 'user', text: impressionPrompt(draft ?? '').text, images: [] },
      ]);
      assert.match(impression.text, /Pleural effusion on the left/);
    }
  });

  it('knows the five kinds of image', async () => {
    const samples = {
      'chest-normal.dcm': /chest X-ray/,
      'ct-right-kidney-stone.dcm': /CT/,
      'mri-left-frontal-tumour.dcm': /MRI/,
      'histology-inflammation.png': /histology/,
      'gross-haemorrhage.png': /gross/,
    };
    for (const [sample, expected] of Object.entries(samples))
      assert.match((await ask(sample, 'What modality is this?'))[0] ?? '', expected);
  });

  it(`answers about unseen phantoms no worse than the baseline (${baseline.count} phantoms), and does not without seeing`, async () => {
    const { overall, blank, majority } = await evaluateDemo(services.assistant, services.imaging, baseline);
    for (const measure of MEASURES) {
      assert.ok(overall[measure] >= baseline.atLeast[measure], `${measure}: ${overall[measure]}`);
      assert.ok(blank[measure] <= Math.max(majority[measure], 0.6), `${measure} of a blank image: ${blank[measure]}`);
    }
  });
});
