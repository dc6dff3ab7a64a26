import { t } from '@vscode/l10n';
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
    ...known(t`Asked`, askedAt === undefined ? undefined : new Date(askedAt).toLocaleString()),
    ...known(t`Model`, model && `${model.name} · ${model.sha256.slice(0, HASH)}`),
    ...known(t`Projector`, model?.projectorSha256?.slice(0, HASH)),
    ...known(
      t`In 8 bits`,
      model?.inEightBits?.map((part) => (part === 'kvCache' ? t`KV cache` : t`projector`)).join(', '),
    ),
    ...known(t`Engine`, model?.engine),
    ...known(t`Runs on`, model?.backend.toUpperCase()),
    ...known(t`Temperature`, sampling?.temperature),
    ...known(t`Top-p`, sampling?.topP),
    ...known(t`Most tokens`, sampling?.maxTokens),
    ...known(t`Seed`, sampling?.seed),
    ...known(t`Tokens read`, stats && t`${stats.promptTokens}, ${stats.reusedTokens} of them known from before`),
    ...known(t`System prompt`, answer.systemPrompt),
    ...known(t`Tokens written`, stats?.answerTokens),
    ...known(
      t`First token`,
      stats?.firstTokenMs === undefined ? undefined : t`after ${Math.round(stats.firstTokenMs)} ms`,
    ),
    ...known(
      t`Speed`,
      stats?.tokensPerSecond === undefined ? undefined : t`${stats.tokensPerSecond.toFixed(1)} tokens/s`,
    ),
    ...known(t`Continued`, continuedAt.length === 0 ? undefined : times(continuedAt.length)),
    ...(answer.receipts ?? []).flatMap((receipt) => {
      const subject = about.find(({ image }) => image.id === receipt.imageId);
      if (subject === undefined) return [];
      const { image, number } = subject;
      const view = viewText(image);
      const seen = t`${receipt.tokens} tokens, ${receipt.width}×${receipt.height}`;
      return known(
        number === undefined ? t`Image` : t`Image ${number}`,
        [image.name, seen, ...(view === '' ? [] : [view])].join(' · '),
      );
    }),
  ];
}

function times(count: number): string {
  return count === 1 ? t`once` : t`${count} times`;
}
