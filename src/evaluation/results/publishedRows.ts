/**
 * What LLaVA-Med's authors published, beside which one's own figures stand. Visual chat: figure `images/llava_med_chat.png`;
 * VQA: figure `images/llava_med_vqa.png`, both of microsoft/LLaVA-Med.
 */
import type { PublishedRow } from '../../protocol/evaluationResults.ts';
import { DOMAIN_ORDER } from '../metrics/groups.ts';

const CHAT_GROUPS = ['conversation', 'detailed_description', ...DOMAIN_ORDER, 'overall'];
const CHAT_SOURCE = 'LLaVA-Med v1.0, visual chat, relative to GPT-4';
const CHAT_CAVEAT = 'Judged by gpt-4-0314 with its own prompt; another judge gives other points.';

/** 193 questions about 50 figures: 143 and 50; 37, 38, 44, 34 and 40; all. */
const CHAT: readonly (readonly [label: string, ...values: number[]])[] = [
  ['LLaVA', 39.4, 26.2, 41.6, 33.4, 38.4, 32.9, 33.4, 36.1],
  ['LLaVA-Med, stage 1', 22.6, 25.2, 25.8, 19.0, 24.8, 24.7, 22.2, 23.3],
  ['LLaVA-Med, 10K', 42.4, 32.5, 46.1, 36.7, 43.5, 34.7, 37.5, 39.9],
  ['LLaVA-Med, 60K', 53.7, 36.9, 57.3, 39.8, 49.8, 47.4, 52.4, 49.4],
  ['LLaVA-Med, 60K-IM', 55.1, 36.4, 56.2, 40.4, 52.7, 51.8, 50.1, 50.2],
];

export function publishedChat(metric: string): PublishedRow[] {
  return CHAT.map(([label, ...values]) => ({
    ...{ label, source: CHAT_SOURCE, caveat: CHAT_CAVEAT, metric },
    values: Object.fromEntries(CHAT_GROUPS.map((group, index) => [group, values[index]!])),
  }));
}

/** Sets that have published rows: how their files' formats and names are told. */
export type PublishedVqa = 'VQA-RAD' | 'SLAKE' | 'PathVQA';

const VQA_SOURCE = 'LLaVA-Med v1.0, VQA: open recall, closed accuracy';
const FINE_TUNED = 'Fine-tuned on the training split of this very set.';

/** Open, closed. */
const VQA: Readonly<Record<PublishedVqa, readonly (readonly [string, number, number, string])[]>> = {
  'VQA-RAD': [
    ['LLaVA', 50.0, 65.07, FINE_TUNED],
    ['LLaVA-Med (from LLaVA)', 61.52, 84.19, FINE_TUNED],
    ['LLaVA-Med (from Vicuna)', 64.39, 81.98, FINE_TUNED],
    ['LLaVA-Med (BioMedCLIP)', 64.75, 83.09, FINE_TUNED],
    ['LLaVA-Med, 60K-IM, zero-shot', 28.23, 61.4, 'Not fine-tuned: the row to hold a general checkpoint against.'],
  ],
  SLAKE: [
    ['LLaVA', 78.18, 63.22, FINE_TUNED],
    ['LLaVA-Med (from LLaVA)', 83.08, 85.34, FINE_TUNED],
    ['LLaVA-Med (from Vicuna)', 84.71, 83.17, FINE_TUNED],
    ['LLaVA-Med (BioMedCLIP)', 87.11, 86.78, FINE_TUNED],
    ['LLaVA-Med, 60K-IM, zero-shot', 39.17, 52.16, 'Not fine-tuned: the row to hold a general checkpoint against.'],
  ],
  PathVQA: [
    ['LLaVA', 7.74, 63.2, FINE_TUNED],
    ['LLaVA-Med (from LLaVA)', 37.95, 91.21, FINE_TUNED],
    ['LLaVA-Med (from Vicuna)', 38.87, 91.65, FINE_TUNED],
    ['LLaVA-Med (BioMedCLIP)', 39.6, 91.09, FINE_TUNED],
    ['LLaVA-Med, 60K-IM, zero-shot', 12.3, 54.05, 'Not fine-tuned: the row to hold a general checkpoint against.'],
  ],
};

export function publishedVqa(set: PublishedVqa | undefined, metric: string): PublishedRow[] {
  return (set === undefined ? [] : VQA[set]).map(([label, open, closed, caveat]) => ({
    ...{ label, source: VQA_SOURCE, caveat, metric },
    values: { open, closed },
  }));
}
