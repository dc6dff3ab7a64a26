/**
 * `npm run demo:evaluate -- --seed S --count N [--json] [--answers FILE]`: asks the demo model about N unseen phantoms
 * through the real engine, and prints how often it is right, beside the same questions about a blank image. `--answers`
 * keeps every question and answer.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { AssistantSettings } from '../src/assistant/assistant.ts';
import { demoPair } from '../src/assistant/demoPair.ts';
import { createLocalServices } from '../src/assistant/localServices.ts';
import { evaluateDemo } from '../src/evaluation/demoEvaluation.ts';
import { demoTable } from '../src/evaluation/demoScore.ts';
import { bootstrap } from './bootstrap.mjs';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '4242' },
    count: { type: 'string', default: '300' },
    json: { type: 'boolean', default: false },
    answers: { type: 'string' },
  },
});
const count = Number(values.count);
if (!Number.isInteger(count) || count < 1) throw new Error('--count is a whole number from 1 on');

if (!values.json) await bootstrap();
const pair = await demoPair(root);
const settings: AssistantSettings = {
  load: () => ({ pair, gpu: 'cpu', contextSize: 2048, threads: 0 }),
  sampling: () => ({ temperature: 0, topP: 1, maxTokens: 160, seed: 0 }),
};
const services = createLocalServices({ distDir: join(root, 'dist'), settings });
const stop = new AbortController();
process.once('SIGINT', () => {
  stop.abort();
});
const file = values.answers;
if (file !== undefined) writeFileSync(file, '');
try {
  const result = await evaluateDemo(
    services.assistant,
    services.imaging,
    {
      seed: values.seed,
      count,
      onProgress: (done) => {
        if (done % 25 === 0 || done === count) process.stderr.write(`\r${done} of ${count} phantoms `);
      },
      onAnswer: (item, answer, right, blank) => {
        if (file !== undefined) appendFileSync(file, `${JSON.stringify({ ...item, answer, right, blank })}\n`);
      },
    },
    stop.signal,
  );
  process.stderr.write('\n');
  console.log(values.json ? JSON.stringify(result, undefined, 1) : demoTable(result));
} finally {
  await services.dispose();
}
