/**
 * A run of an evaluation beside the same questions asked one by one, on the demo model: from the file of questions to all
 * answers, and whether they are the same. `npm run bench:evaluation -- [--phantoms N] [--questions FILE --images FOLDER]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { demoPair } from '../src/assistant/demoPair.ts';
import { createLocalServices, type LocalServices } from '../src/assistant/localServices.ts';
import { readItems } from '../src/evaluation/datasets/readItems.ts';
import { writePhantomSet } from '../src/evaluation/phantomSets/writePhantomSet.ts';
import { runEvaluation } from '../src/evaluation/runs/runEvaluation.ts';
import { ImagingError } from '../src/imaging/intake/imagingErrors.ts';
import { bootstrap } from '../scripts/bootstrap.mjs';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    phantoms: { type: 'string', default: '48' },
    questions: { type: 'string' },
    images: { type: 'string' },
  },
});
await bootstrap();
const sampling = { temperature: 0, topP: 1, maxTokens: 160, seed: 0 };
const pair = await demoPair(root);
const folder = mkdtempSync(join(tmpdir(), 'llava-med-bench-'));
const signal = new AbortController().signal;

try {
  const set = await writePhantomSet(join(folder, 'set'), { seed: 'bench', count: Number(values.phantoms) });
  const path = values.questions === undefined ? set.chat : resolve(values.questions);
  const images = values.images === undefined ? set.images : resolve(values.images);
  const [run, ran] = await timed((services) => inOneRun(services, path, images));
  const [single, asked] = await timed((services) => oneByOne(services, path, images));
  const same = [...asked].filter(([id, text]) => ran.get(id) === text).length;
  console.log(
    `${asked.size} questions: a run ${run.toFixed(1)} s, one by one ${single.toFixed(1)} s, ratio ${(run / single).toFixed(2)}; ${same} answers are the same`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Seconds, the model's loading apart. */
async function timed<T>(work: (services: LocalServices) => Promise<T>): Promise<readonly [number, T]> {
  const services = createLocalServices({
    distDir: join(root, 'dist'),
    settings: {
      load: () => ({ pair, gpu: 'cpu', contextSize: 0, threads: 0 }),
      sampling: () => sampling,
    },
  });
  try {
    await services.assistant.load();
    const began = performance.now();
    const result = await work(services);
    return [(performance.now() - began) / 1000, result];
  } finally {
    await services.dispose();
  }
}

async function inOneRun(services: LocalServices, path: string, images: string): Promise<ReadonlyMap<string, string>> {
  const wish = {
    ...({ folder: join(folder, 'run'), kind: 'chat', setPaths: [path], imagesFolder: images, sampling } as const),
    ...{ textOnly: false, shard: undefined, judge: undefined, program: 'llava-med', overwrite: false },
  };
  const { rows } = await runEvaluation(wish, { services, allowDamaged: true, modelPath: pair.modelPath }, {}, signal);
  return new Map(rows.map(({ id, answer }) => [String(id), answer ?? '']));
}

/** As a script would that asks the program for each question; the image is decoded for each, too. */
async function oneByOne(services: LocalServices, path: string, images: string): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  for (const { id, image, question } of (await readItems(path)).items) {
    if (image === undefined) continue;
    const shown = await services.imaging
      .decode({ kind: 'file', path: resolve(images, image) })
      .catch((error: unknown) => (error instanceof ImagingError ? undefined : Promise.reject(error as Error)));
    // A run leaves such a question out, too.
    if (shown === undefined) continue;
    const { text } = await services.assistant.answer([{ role: 'user', text: question, images: [shown] }]);
    answers.set(String(id), text);
  }
  return answers;
}
