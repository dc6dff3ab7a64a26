/**
 * Writes conversations about the exported phantoms: `tsx exportText.ts OUT SEED LABELS.jsonl...` gives `OUT.jsonl`, a
 * line per phantom with its caption and its conversations (questions disturbed as people type), and `OUT.text.jsonl`,
 * exchanges without any image.
 */
import { createReadStream, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Truth } from '../../../src/phantoms/answers.ts';
import { caption, converse, draft } from '../../../src/phantoms/conversations.ts';
import { DOMAINS } from '../../../src/phantoms/phantom.ts';
import { Random } from '../../../src/phantoms/random.ts';
import { impressionExchange } from '../../../src/phantoms/impressions.ts';
import type { Exchange } from '../../../src/phantoms/smallTalk.ts';
import { smallTalk, WITHOUT_IMAGE } from '../../../src/phantoms/smallTalk.ts';
import { disturb } from './disturb.ts';

/** The first is a draft of the Findings section. */
const CONVERSATIONS = 9;
const IMPRESSIONS = 12000;
const [out, seed, ...labels] = process.argv.slice(2);
if (out === undefined || seed === undefined || labels.length === 0)
  throw new Error('usage: exportText.ts OUT SEED LABELS.jsonl...');
const random = new Random(`text:${seed}`);
const typed = (exchanges: readonly Exchange[]): Exchange[] =>
  exchanges.map(({ question, answer }) => ({ question: disturb(random, question), answer }));

const lines: string[] = [];
for (const path of labels) {
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const truth = JSON.parse(line) as Truth;
    const conversations = Array.from({ length: CONVERSATIONS }, (_, index) =>
      typed(index === 0 ? [draft(random, truth)] : converse(random, truth)),
    );
    lines.push(JSON.stringify({ caption: caption(random, truth), conversations }));
  }
}
writeFileSync(`${out}.jsonl`, lines.join('\n'));

const texts: Exchange[][] = [];
for (let index = 0; index < IMPRESSIONS; index++) {
  texts.push([impressionExchange(random)]);
  if (index % 6 > 0) continue;
  const [first] = typed(converse(random, { domain: random.pick(DOMAINS), findings: [] }));
  if (first !== undefined)
    texts.push(random.chance(0.3) ? [smallTalk(random)] : [{ question: first.question, answer: WITHOUT_IMAGE }]);
}
writeFileSync(`${out}.text.jsonl`, texts.map((exchanges) => JSON.stringify(exchanges)).join('\n'));
