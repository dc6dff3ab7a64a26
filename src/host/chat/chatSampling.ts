import type { ChatParameters } from '../../conversation/chatParameters.ts';
import type { Sampling } from '../../protocol/engine.ts';

const SEEDS = 2 ** 31;

/** What a conversation has otherwise, over the settings; a random seed is drawn. */
export function samplingOf(settings: Sampling, parameters: ChatParameters = {}): Sampling {
  const { temperature, topP, maxTokens, seed } = parameters;
  return {
    temperature: temperature ?? settings.temperature,
    topP: topP ?? settings.topP,
    maxTokens: maxTokens ?? settings.maxTokens,
    seed: seed === 'random' ? randomSeed() : (seed ?? settings.seed),
  };
}

export function randomSeed(): number {
  return Math.floor(Math.random() * SEEDS);
}

/** The seed of the answer with the index, of several to one question. */
export function seedOf(first: number, index: number): number {
  return (first + index) % SEEDS;
}

/** Undefined: none is said. */
export function systemOf({ systemPrompt = '' }: ChatParameters = {}): string | undefined {
  return systemPrompt.trim() === '' ? undefined : systemPrompt;
}
