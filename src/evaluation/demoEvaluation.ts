/**
 * Asks the demo model about phantoms that it has never seen, along the very way of the product: DICOM bytes, imaging,
 * assistant, engine.
 */
import type { Assistant } from '../assistant/assistant.ts';
import type { DisplayImage, Imaging } from '../imaging/imaging.ts';
import { drawPhantom } from '../phantoms/drawPhantom.ts';
import { DOMAINS, type Phantom } from '../phantoms/phantom.ts';
import { phantomDicom } from '../phantoms/phantomDicom.ts';
import { Random } from '../phantoms/random.ts';
import { demoItems, type DemoItem } from './demoItems.ts';
import { demoResult, type DemoResult, type Scored } from './demoScore.ts';

export interface DemoEvaluationOptions {
  /** Any text: phantoms are drawn from `eval:SEED:N`, training's are from `train:N`. */
  readonly seed: string;
  readonly count: number;
  readonly onProgress?: (done: number, count: number) => void;
  /** Every answer, for a look at what goes wrong. */
  readonly onAnswer?: (item: DemoItem, answer: string, right: boolean, blank: boolean) => void;
}

/** Greedy, so that a result can be repeated. */
const SAMPLING = { temperature: 0, maxTokens: 160 };

export async function evaluateDemo(
  assistant: Assistant,
  imaging: Imaging,
  options: DemoEvaluationOptions,
  signal?: AbortSignal,
): Promise<DemoResult> {
  const blankImage = await displayedPhantom(imaging, blankPhantom(), signal);
  const [seen, blank]: [Scored[], Scored[]] = [[], []];
  for (let index = 0; index < options.count; index++) {
    const domain = DOMAINS[index % DOMAINS.length] ?? 'chest_xray';
    const seed = `eval:${options.seed}:${index}`;
    const phantom = drawPhantom(domain, seed);
    const items = demoItems(phantom, new Random(`questions:${seed}`));
    const image = await displayedPhantom(imaging, phantom, signal);
    for (const [scored, shown] of [
      [seen, image],
      [blank, blankImage],
    ] as const) {
      for (const item of items) {
        const { text } = await assistant.answer(
          [{ role: 'user', text: item.question, images: [shown] }],
          undefined,
          signal,
          SAMPLING,
        );
        const right = item.isRight(text);
        scored.push({ item, right });
        options.onAnswer?.(item, text, right, shown === blankImage);
      }
    }
    options.onProgress?.(index + 1, options.count);
  }
  return demoResult(options.seed, options.count, seen, blank);
}

function displayedPhantom(imaging: Imaging, phantom: Phantom, signal: AbortSignal | undefined): Promise<DisplayImage> {
  return imaging.decode({ kind: 'bytes', name: `${phantom.seed}.dcm`, bytes: phantomDicom(phantom) }, {}, signal);
}

/** Grey all over: it has no modality and no findings. */
function blankPhantom(): Phantom {
  const size = 256;
  return {
    domain: 'gross',
    seed: 'blank',
    size,
    samples: { kind: 'rgb', values: new Uint8Array(size * size * 3).fill(128) },
    findings: [],
  };
}
