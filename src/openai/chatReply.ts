import { isRecord } from '../text/isRecord.ts';

export interface ChatReply {
  readonly text: string;
  /** `filtered`: the server holds back what the model wrote, or the model declined in a field of its own. */
  readonly stopReason: 'end' | 'maxTokens' | 'filtered';
  /** As the server counted; undefined where it does not say. */
  readonly promptTokens: number | undefined;
  readonly answerTokens: number | undefined;
}

/** What a chat completion holds; undefined where it is none. Servers leave out fields that their models do not have. */
export function chatReply(completion: unknown): ChatReply | undefined {
  if (!isRecord(completion) || !Array.isArray(completion['choices'])) return undefined;
  const choice: unknown = completion['choices'][0];
  if (!isRecord(choice) || !isRecord(choice['message'])) return undefined;
  const { content, refusal } = choice['message'];
  const finish = choice['finish_reason'];
  const declined = typeof refusal === 'string' && refusal !== '';
  const text = declined ? refusal : textOf(content);
  // All tokens may have gone into what a model thinks before it answers.
  if (text === undefined && finish !== 'length' && finish !== 'content_filter') return undefined;
  const usage = isRecord(completion['usage']) ? completion['usage'] : {};
  return {
    text: text ?? '',
    stopReason: declined || finish === 'content_filter' ? 'filtered' : finish === 'length' ? 'maxTokens' : 'end',
    promptTokens: count(usage['prompt_tokens']),
    answerTokens: count(usage['completion_tokens']),
  };
}

/** A text, or parts of one. */
function textOf(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return undefined;
  return content
    .map((part: unknown) => (isRecord(part) && typeof part['text'] === 'string' ? part['text'] : ''))
    .join('');
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
