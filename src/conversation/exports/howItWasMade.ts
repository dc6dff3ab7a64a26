/** What answers were made with, as tables at the end of a note. */
import { t } from '@vscode/l10n';
import { joinMarkdown, markdownText, type MarkdownText } from '../../text/markdownText.ts';
import { type Conversation, imageNumber } from '../conversation.ts';
import type { Exchange } from '../exchange.ts';

/** A row for each answer of the versions that are shown; undefined where a model answered none. */
export function answersTable(conversation: Conversation): MarkdownText | undefined {
  const rows = conversation.exchanges.flatMap((exchange, index) =>
    exchange.answer.model === undefined ? [] : [answerRow(conversation, exchange, index)],
  );
  if (rows.length === 0) return undefined;
  return joinMarkdown(
    [
      markdownText`| Question | Model | SHA-256 | Projector | Engine | Temperature | Top-p | Max tokens | Seed | Images |`,
      markdownText`| --: | --- | --- | --- | --- | --: | --: | --: | --: | --- |`,
      ...rows,
    ],
    '\n',
  );
}

function answerRow(conversation: Conversation, { answer }: Exchange, index: number): MarkdownText {
  const { model, sampling, receipts = [] } = answer;
  const images = receipts
    .map(
      ({ imageId, tokens, width, height }) =>
        t`image ${imageNumber(conversation, imageId)}: ${tokens} tokens, ${width} × ${height} pixels`,
    )
    .join('; ');
  const engine = [model?.engine, model?.backend].filter((part) => part !== undefined).join(', ');
  const [sha256, projector] = [model?.sha256, model?.projectorSha256].map((hash) => hash?.slice(0, 12) ?? '');
  const { temperature = '', topP = '', maxTokens = '', seed = '' } = sampling ?? {};
  return markdownText`| ${index + 1} | ${model?.name ?? ''} | ${sha256 ?? ''} | ${projector ?? ''} | ${engine} | ${temperature} | ${topP} | ${maxTokens} | ${seed} | ${images} |`;
}

/** What the conversation has otherwise than the settings; undefined where nothing. */
export function parametersTable({ parameters = {} }: Conversation): MarkdownText | undefined {
  const { temperature, topP, maxTokens, seed, systemPrompt } = parameters;
  const rows = [
    [t`Temperature`, temperature],
    [t`Top-p`, topP],
    [t`Max tokens`, maxTokens],
    [t`Seed`, seed],
    [t`System prompt`, systemPrompt],
  ] as const;
  const set = rows.flatMap(([name, value]) => (value === undefined ? [] : [markdownText`| ${name} | ${value} |`]));
  if (set.length === 0) return undefined;
  return joinMarkdown([markdownText`| Setting of this chat | Value |`, markdownText`| --- | --- |`, ...set], '\n');
}
