import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { counted } from '../../text/counted.ts';
import { isRecord } from '../../text/isRecord.ts';
import type { AttachedImage, ImageOrigin } from '../attachedImage.ts';
import type { Failure } from '../answer.ts';
import { type Conversation, everyExchange } from '../conversation.ts';
import type { Exchange } from '../exchange.ts';
import { type ConversationFile, ConversationFileSchema, FILE_VERSION, type ImageSource } from './conversationFile.ts';
import { IMPORT_BOUNDS } from './importBounds.ts';
import { importErrors } from './importErrors.ts';
import { keptName } from './keptName.ts';
import { refuseUnsafeJson } from './refuseUnsafeJson.ts';

/** A conversation from outside. */
export interface ReadConversation {
  /**
   * As it was exported, except that every image counts as kept by the chat: `origin.file` says under which name, and
   * `sources` where the bytes are now.
   */
  readonly conversation: Conversation;
  /** Where the bytes of an image are, by its id, relative to the file; missing: they did not come along. */
  readonly sources: ReadonlyMap<string, ImageSource>;
  readonly title: string;
  /** Empty where it has no name. */
  readonly workspaceName: string;
}

/** A value of JSON as a conversation. Throws an `ImportError` that says which field is not as it must be. */
export function readConversationFile(value: unknown, file: string): ReadConversation {
  refuseUnsafeJson(value, file);
  if (isRecord(value) && typeof value['version'] === 'number' && value['version'] > FILE_VERSION)
    throw importErrors.newerVersion(file, value['version']);
  refuseTooMany(value, file);
  const read = v.safeParse(ConversationFileSchema, value, { abortEarly: true });
  if (!read.success) {
    const [issue] = read.issues;
    throw importErrors.wrongField(file, v.getDotPath(issue) ?? t`the whole`, problemOf(issue));
  }
  return fromFile(read.output, file);
}

function fromFile({ conversation, title, workspace = '' }: ConversationFile, file: string): ReadConversation {
  const { images, exchanges, ...rest } = conversation;
  refuseExchanges(exchanges, file);
  refuseTwice(images, 'conversation.images', file);
  const sources = new Map(images.flatMap(({ id, source }) => (source === undefined ? [] : [[id, source] as const])));
  return {
    title,
    workspaceName: workspace,
    sources,
    conversation: { ...rest, images: images.map(keptImage), exchanges: exchanges.map(ended) },
  };
}

function keptImage({ source, ...image }: ConversationFile['conversation']['images'][number]): AttachedImage {
  const tiles = source?.tiles?.map(({ file, entry: _entry, ...seen }, index) => ({
    origin: { kind: 'kept' as const, file: file?.split('/').at(-1) ?? `tile-${index + 1}` },
    ...seen,
  }));
  const origin: ImageOrigin =
    tiles === undefined ? { kind: 'kept', file: keptName(image.name) } : { kind: 'montage', tiles };
  return { ...image, origin };
}

/** An answer that was being written when it was exported will not go on. */
function ended(exchange: Exchange): Exchange {
  const { answer, versions } = exchange;
  return {
    ...exchange,
    answer: answer.state === 'running' ? { ...answer, state: 'failed', failure: interrupted() } : answer,
    ...(versions && {
      versions: {
        before: versions.before.map((series) => series.map(ended)),
        after: versions.after.map((series) => series.map(ended)),
      },
    }),
  };
}

function interrupted(): Failure {
  return {
    code: 'interrupted',
    message: t`The conversation was exported before this answer was finished. What had been written is kept; retry for a whole answer.`,
    waysOut: ['retry'],
  };
}

/** Before each of them is looked at. */
function refuseTooMany(value: unknown, file: string): void {
  const conversation = isRecord(value) ? value['conversation'] : undefined;
  if (!isRecord(conversation)) return;
  const { images, exchanges } = conversation;
  if (Array.isArray(images) && images.length > IMPORT_BOUNDS.images)
    throw importErrors.tooMany(file, counted(images.length, 'image'), IMPORT_BOUNDS.images);
  if (Array.isArray(exchanges) && exchanges.length > IMPORT_BOUNDS.exchanges)
    throw importErrors.tooMany(file, counted(exchanges.length, 'question'), IMPORT_BOUNDS.exchanges);
}

function refuseExchanges(exchanges: readonly Exchange[], file: string): void {
  const every = everyExchange(exchanges);
  if (every.length > IMPORT_BOUNDS.exchanges)
    throw importErrors.tooMany(file, counted(every.length, 'question'), IMPORT_BOUNDS.exchanges);
  if (every.some(({ versions }) => [...(versions?.before ?? []), ...(versions?.after ?? [])].some(isEmpty)))
    throw importErrors.wrongField(file, 'conversation.exchanges', t`a version of it has no question`);
  refuseTwice(every, 'conversation.exchanges', file);
}

function isEmpty(series: readonly Exchange[]): boolean {
  return series.length === 0;
}

function refuseTwice(things: readonly { readonly id: string }[], field: string, file: string): void {
  if (new Set(things.map(({ id }) => id)).size !== things.length)
    throw importErrors.wrongField(file, field, t`an id is there twice`);
}

/** Valibot's own sentence would quote what stands in the field. */
function problemOf({ type, expected, message }: v.InferIssue<typeof ConversationFileSchema>): string {
  if (type === 'check' || type === 'regex') return message;
  return expected === null ? t`it does not fit` : t`expected ${expected}`;
}
