/**
 * How far the signs of doubt that the chat shows go together with what is right, on phantoms that the demo model has not
 * seen: how many of five answers say the same, and how likely it held yes and no. `npm run bench:agreement --
 * [--phantoms N] [--seed S] [--top-p P]` prints Markdown tables. The same seed gives the same tables.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { AssistantTurn } from '../src/assistant/assistant.ts';
import { demoPair } from '../src/assistant/demoPair.ts';
import { createLocalServices } from '../src/assistant/localServices.ts';
import { YES_AND_NO } from '../src/consistency/closedQuestion.ts';
import { agreementOf } from '../src/consistency/agreementOf.ts';
import { demoItems, type DemoItem } from '../src/evaluation/demoItems.ts';
import { drawPhantom } from '../src/phantoms/drawPhantom.ts';
import { DOMAINS } from '../src/phantoms/phantom.ts';
import { phantomDicom } from '../src/phantoms/phantomDicom.ts';
import { Random } from '../src/phantoms/random.ts';
import { EngineError } from '../src/protocol/engineError.ts';
import { bootstrap } from '../scripts/bootstrap.mjs';
import { agreementTable, chancesTable, type Chosen, type Sampled } from './agreementTables.ts';

const root = join(import.meta.dirname, '..');
/** As the chat has it. */
const TIMES = 5;

const { values } = parseArgs({
  options: {
    phantoms: { type: 'string', default: '200' },
    seed: { type: 'string', default: 'agreement' },
    'top-p': { type: 'string', default: '1' },
  },
});
/** As the chat asks several times: at the least temperature, nothing cut off. */
const sampling = { temperature: 0.7, topP: Number(values['top-p']), maxTokens: 512, seed: 0 };
const count = Number(values.phantoms);
if (!Number.isInteger(count) || count < 1) throw new Error('--phantoms is a whole number from 1 on');
await bootstrap();
const pair = await demoPair(root);
const services = createLocalServices({
  distDir: join(root, 'dist'),
  settings: { load: () => ({ pair, gpu: 'cpu', contextSize: 0, threads: 0 }), sampling: () => sampling },
});
const { assistant, imaging } = services;
const sampled: Sampled[] = [];
const chosen: Chosen[] = [];
try {
  for (let index = 0; index < count; index += 1) {
    // Training's phantoms are drawn from `train:N`.
    const seed = `eval:${values.seed}:${String(index)}`;
    const phantom = drawPhantom(DOMAINS[index % DOMAINS.length] ?? 'chest_xray', seed);
    const image = await imaging.decode({ kind: 'bytes', name: 'phantom.dcm', bytes: phantomDicom(phantom) });
    for (const item of demoItems(phantom, new Random(`questions:${seed}`))) {
      const turns: readonly AssistantTurn[] = [{ role: 'user', text: item.question, images: [image] }];
      sampled.push(await askedOften(item, turns));
      if (item.measure === 'yesNo') chosen.push(await likelier(item, turns));
    }
    if ((index + 1) % 10 === 0) process.stderr.write(`\r${String(index + 1)} of ${String(count)} phantoms `);
  }
} finally {
  await services.dispose();
}
process.stderr.write('\n');
console.log(`${agreementTable(sampled, TIMES)}\n\n${chancesTable(chosen)}`);

/** As the chat's "Ask 5 times and compare": one seed after another. */
async function askedOften(item: DemoItem, turns: readonly AssistantTurn[]): Promise<Sampled> {
  const results = await assistant.answerMany(
    Array.from({ length: TIMES }, (_, time) => ({ turns, wishes: { seed: sampled.length * TIMES + time } })),
  );
  const texts = results.map((result) => {
    if (result.kind === 'error') throw new EngineError(result.error);
    return result.answer.text;
  });
  const [largest = []] = agreementOf(item.question, texts).groups;
  return { measure: item.measure, agreeing: largest.length, right: item.isRight(texts[largest[0] ?? 0] ?? '') };
}

async function likelier(item: DemoItem, turns: readonly AssistantTurn[]): Promise<Chosen> {
  const [yes = 0, no = 0] = (await assistant.choose(turns, YES_AND_NO)).probabilities;
  return { probability: Math.max(yes, no), right: item.expected === (yes > no ? 'yes' : 'no') };
}
