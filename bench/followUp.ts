/**
 * `npm run bench:follow-up -- --count N`: time to the first token of the first question about an image, and of a second
 * question about it, on the demo model; and whether the second answer is the one that an engine gives which evaluates
 * everything from scratch. Ratios are taken question by question in one run; the medians are printed.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { AssistantSettings, AssistantTurn } from '../src/assistant/assistant.ts';
import { demoPair } from '../src/assistant/demoPair.ts';
import { createLocalServices, type LocalServices } from '../src/assistant/localServices.ts';
import { drawPhantom } from '../src/phantoms/drawPhantom.ts';
import { phantomDicom } from '../src/phantoms/phantomDicom.ts';
import { bootstrap } from '../scripts/bootstrap.mjs';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { count: { type: 'string', default: '20' } } });
await bootstrap();
const pair = await demoPair(root);
const settings: AssistantSettings = {
  load: () => ({ pair, gpu: 'cpu', contextSize: 2048, threads: 0 }),
  sampling: () => ({ temperature: 0, topP: 1, maxTokens: 100, seed: 0 }),
};
const services = (): LocalServices => createLocalServices({ distDir: join(root, 'dist'), settings });
const [warm, scratch] = [services(), services()];
const firsts: number[] = [];
const seconds: number[] = [];
let same = 0;
try {
  await Promise.all([warm.assistant.load(), scratch.assistant.load()]);
  for (let index = 0; index < Number(values.count); index += 1) {
    const bytes = phantomDicom(drawPhantom('chest_xray', `bench:${String(index)}`));
    const image = await warm.imaging.decode({ kind: 'bytes', name: 'phantom.dcm', bytes });
    const turns: AssistantTurn[] = [{ role: 'user', text: 'Describe the image.', images: [image] }];
    const first = await warm.assistant.answer(turns);
    turns.push(
      { role: 'assistant', text: first.text, images: [] },
      { role: 'user', text: 'Is there a pleural effusion?', images: [] },
    );
    const second = await warm.assistant.answer(turns);
    const fresh = await scratch.assistant.answer(turns);
    firsts.push(first.firstTokenMs);
    seconds.push(second.firstTokenMs);
    same += second.text === fresh.text ? 1 : 0;
  }
} finally {
  await Promise.all([warm.dispose(), scratch.dispose()]);
}
const ratios = seconds.map((second, index) => second / (firsts[index] ?? NaN));
console.log(
  `first question ${median(firsts).toFixed(1)} ms, second question ${median(seconds).toFixed(1)} ms, ratio ${median(ratios).toFixed(3)} (medians of ${String(ratios.length)} images)`,
);
console.log(`second answers equal to those from scratch: ${String(same)} of ${String(ratios.length)}`);

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
