/**
 * Draws the training phantoms: `tsx exportImages.ts OUT FIRST COUNT`. Writes `OUT.rgb` (interleaved RGB, one after
 * another, prepared by the product's own `clipInput`, so that the model is trained on what it will be shown) and
 * `OUT.jsonl` (domain, seed, findings with their extents). Training seeds are `train:N`; the evaluation's begin with
 * `eval:`.
 */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { clipInput } from '../../../src/imaging/modelInput/clipInput.ts';
import { displayed } from '../../../src/phantoms/displayed.ts';
import { drawPhantom } from '../../../src/phantoms/drawPhantom.ts';
import { DOMAINS } from '../../../src/phantoms/phantom.ts';

/** As in model.py. */
const PREPARATION = { kind: 'padToSquare', imageSize: 128, padColor: [122, 116, 104] } as const;

const [out, first, count] = process.argv.slice(2);
if (out === undefined || first === undefined || count === undefined)
  throw new Error('usage: exportImages.ts OUT FIRST COUNT');
const images = createWriteStream(`${out}.rgb`);
const labels = createWriteStream(`${out}.jsonl`);
for (let index = Number(first); index < Number(first) + Number(count); index++) {
  const domain = DOMAINS[index % DOMAINS.length] ?? 'chest_xray';
  const phantom = drawPhantom(domain, `train:${index}`);
  labels.write(`${JSON.stringify({ domain, seed: phantom.seed, findings: phantom.findings })}\n`);
  const { rgb } = clipInput({ width: phantom.size, height: phantom.size, rgb: displayed(phantom) }, PREPARATION);
  if (!images.write(rgb)) await once(images, 'drain');
}
await Promise.all([images, labels].map((stream) => new Promise((resolve) => stream.end(resolve))));
