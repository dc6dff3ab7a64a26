import type { Vote } from '../answer.ts';
import type { Conversation } from '../conversation.ts';
import type { Exchange } from '../exchange.ts';
import { IMAGE_MARK, isUnanswered, withoutMarks } from './llavaConversations.ts';

const TYPES: Readonly<Record<Vote['value'], string>> = { up: 'upvote', down: 'downvote', flag: 'flag' };

/**
 * A line of JSON for each vote of a conversation, in other versions too. First the fields that the web server of
 * LLaVA-Med writes (`vote_last_response` in `llava/serve/gradio_web_server.py`, `Conversation.dict` in
 * `llava/conversation.py`, template `mistral_instruct`), so that what reads its logs reads these:
 *
 * - `tstamp`: seconds since 1970; `type`: `upvote`, `downvote` or `flag`; `model`: its name.
 * - `state`: `system`, `roles`, `messages` as `[role, text]` up to the answer that was voted on, with `<image>` behind the
 *   question that brought an image; `offset`, `sep`, `sep2`.
 * - `ip`: empty.
 *
 * Then ours: `note`, `images_sha256` (of the files), `model_sha256`, `projector_sha256`, `sampling`, `conversation` and
 * `exchange` (ids).
 */
export function voteLines(conversation: Conversation): readonly string[] {
  const lines: string[] = [];
  const walk = (before: readonly Exchange[], series: readonly Exchange[]): void => {
    series.forEach((exchange, index) => {
      const told = [...before, ...series.slice(0, index)];
      const { versions, answer } = exchange;
      if (answer.vote !== undefined) lines.push(voteLine(conversation, told, exchange, answer.vote));
      for (const version of [...(versions?.before ?? []), ...(versions?.after ?? [])]) walk(told, version);
    });
  };
  walk([], conversation.exchanges);
  return lines;
}

function voteLine(conversation: Conversation, told: readonly Exchange[], voted: Exchange, vote: Vote): string {
  const { model, sampling, about = [] } = voted.answer;
  const hashes = conversation.images.filter(({ id }) => about.includes(id)).map(({ fileSha256 }) => fileSha256);
  return JSON.stringify({
    tstamp: Math.round(Date.parse(vote.at) * 10) / 10_000,
    type: TYPES[vote.value],
    model: model?.name ?? '',
    state: {
      system: conversation.parameters?.systemPrompt ?? '',
      roles: ['USER', 'ASSISTANT'],
      messages: [...told.filter((exchange) => !isUnanswered(exchange)), voted].flatMap(messagesOf),
      offset: 0,
      sep: '',
      sep2: '</s>',
    },
    ip: '',
    ...(vote.note !== undefined && { note: vote.note }),
    images_sha256: hashes,
    ...(model && { model_sha256: model.sha256 }),
    ...(model?.projectorSha256 !== undefined && { projector_sha256: model.projectorSha256 }),
    ...(sampling && {
      sampling: {
        temperature: sampling.temperature,
        top_p: sampling.topP,
        max_new_tokens: sampling.maxTokens,
        seed: sampling.seed,
      },
    }),
    conversation: conversation.id,
    exchange: voted.id,
  });
}

function messagesOf({ question, imageIds, answer }: Exchange): readonly (readonly [string, string])[] {
  return [
    ['USER', `${withoutMarks(question)}${`\n${IMAGE_MARK}`.repeat(imageIds.length)}`],
    ['ASSISTANT', withoutMarks(answer.text)],
  ];
}
