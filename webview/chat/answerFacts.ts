import type { ViewExchange } from '../../src/protocol/webview.ts';
import type { NumberedImage } from './numberedImages.ts';
import { viewText } from './viewText.ts';

/** A line of how an answer came about: what it is called, and what it says. */
export type AnswerFact = readonly [name: string, value: string];

/** Characters of a hash that tell models apart. */
const HASH = 12;

/** How an answer came about, as far as it was noted; `about` are its images. */
export function answerFacts(
  { askedAt, answer }: Pick<ViewExchange, 'askedAt' | 'answer'>,
  about: readonly NumberedImage[],
): readonly AnswerFact[] {
  const { model, sampling, stats, continuedAt = [] } = answer;
  const known = (name: string, value: string | number | undefined): readonly AnswerFact[] =>
    value === undefined || value === '' ? [] : [[name, String(value)]];
  return [
    ...known('Asked', askedAt === undefined ? undefined : new Date(askedAt).toLocaleString()),
    ...known('Model', model && `${model.name} · ${model.sha256.slice(0, HASH)}`),
    ...known('Projector', model?.projectorSha256?.slice(0, HASH)),
    ...known('In 8 bits', model?.inEightBits?.map((part) => (part === 'kvCache' ? 'KV cache' : part)).join(', ')),
    ...known('Engine', model?.engine),
    ...known('Runs on', model?.backend.toUpperCase()),
    ...known('Temperature', sampling?.temperature),
    ...known('Top-p', sampling?.topP),
    ...known('Most tokens', sampling?.maxTokens),
    ...known('Seed', sampling?.seed),
    ...known(
      'Tokens read',
      stats && `${String(stats.promptTokens)}, ${String(stats.reusedTokens)} of them known from before`,
    ),
    ...known('System prompt', answer.systemPrompt),
    ...known('Tokens written', stats?.answerTokens),
    ...known(
      'First token',
      stats?.firstTokenMs === undefined ? undefined : `after ${String(Math.round(stats.firstTokenMs))} ms`,
    ),
    ...known(
      'Speed',
      stats?.tokensPerSecond === undefined ? undefined : `${stats.tokensPerSecond.toFixed(1)} tokens/s`,
    ),
    ...known('Continued', continuedAt.length === 0 ? undefined : times(continuedAt.length)),
    ...(answer.receipts ?? []).flatMap((receipt) => {
      const subject = about.find(({ image }) => image.id === receipt.imageId);
      if (subject === undefined) return [];
      const { image, number } = subject;
      const view = viewText(image);
      const seen = `${String(receipt.tokens)} tokens, ${String(receipt.width)}×${String(receipt.height)}`;
      return known(
        number === undefined ? 'Image' : `Image ${String(number)}`,
        [image.name, seen, ...(view === '' ? [] : [view])].join(' · '),
      );
    }),
  ];
}

function times(count: number): string {
  return count === 1 ? 'once' : `${String(count)} times`;
}
