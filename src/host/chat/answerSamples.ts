import { t } from '@vscode/l10n';
import { agreementOf } from '../../consistency/agreementOf.ts';
import type { Samples } from '../../conversation/answer.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import { modelTurns } from '../../conversation/modelTurns.ts';
import { preparationOf } from '../../assistant/assistant.ts';
import { EngineError } from '../../protocol/engineError.ts';
import type { ModelWork } from '../models/modelQueue.ts';
import type { ChatImages } from './chatImages.ts';
import { randomSeed, samplingOf, seedOf, systemOf } from './chatSampling.ts';
import type { ChatServices } from './chatServices.ts';
import { preparedTurns } from './preparedTurns.ts';

/** Below it the same question has nearly always the same answer, which would show no doubt. */
const LEAST_TEMPERATURE = 0.7;

export interface SamplingStep {
  readonly done: number;
  readonly of: number;
}

/**
 * Asks the question of an exchange so many times, as it was put: with what was said before it. The answers are made
 * together, each with a seed of its own. Rejects with an engine's or a decoder's error; abort with the signal's reason.
 */
export async function answerSamples(
  conversation: Conversation,
  exchangeId: string,
  count: number,
  services: ChatServices,
  images: ChatImages,
  onStep: (step: SamplingStep) => void,
  abort: AbortController,
): Promise<Samples> {
  const { assistant, modelQueue, settings } = services;
  const work: ModelWork = {
    name: t`the agreement of several answers`,
    stop: () => {
      abort.abort();
    },
  };
  const leaveQueue = modelQueue.enter(work);
  try {
    modelQueue.tellAhead(work, t`The question is asked several times next.`);
    const asked = upTo(conversation, exchangeId);
    const sampling = samplingOf(settings.sampling(), conversation.parameters);
    const temperature = Math.max(sampling.temperature, LEAST_TEMPERATURE);
    const seed = randomSeed();
    const model = await assistant.load(abort.signal);
    const { turns } = await preparedTurns(modelTurns(asked), asked.images, (image) =>
      images.seen(image, preparationOf(model), abort.signal),
    );
    const system = systemOf(conversation.parameters);
    let done = 0;
    onStep({ done, of: count });
    const results = await assistant.answerMany(
      Array.from({ length: count }, (_, index) => ({
        turns,
        wishes: {
          ...sampling,
          temperature,
          // All that the model might say, or what it holds likely is all that it says.
          topP: 1,
          seed: seedOf(seed, index),
          ...(system !== undefined && { system }),
        },
      })),
      {
        onResult: () => {
          done += 1;
          onStep({ done, of: count });
        },
      },
      abort.signal,
    );
    const texts = results.map((result) => {
      if (result.kind === 'error') throw new EngineError(result.error);
      return result.answer.text;
    });
    const question = asked.exchanges.at(-1)?.question ?? '';
    const { groups, differences } = agreementOf(question, texts);
    return { texts, temperature, seed, groups: groups.map((group) => [...group]), differences: [...differences] };
  } finally {
    leaveQueue();
  }
}

/** As it was when the question was put. */
function upTo(conversation: Conversation, exchangeId: string): Conversation {
  const index = conversation.exchanges.findIndex(({ id }) => id === exchangeId);
  const exchanges = conversation.exchanges.slice(0, index + 1).map((exchange, place) => {
    if (place < index) return exchange;
    const { continuedAt: _continued, ...answer } = exchange.answer;
    return { ...exchange, answer };
  });
  return { ...conversation, exchanges };
}
