/** Conversations as they may be: any texts, versions within versions, images with all that is known of them. */
import fc from 'fast-check';
import type { ChatAnswer } from '../../../../src/conversation/answer.ts';
import type { AttachedImage } from '../../../../src/conversation/attachedImage.ts';
import { type Conversation, everyExchange } from '../../../../src/conversation/conversation.ts';
import type { Exchange } from '../../../../src/conversation/exchange.ts';
import { keptName } from '../../../../src/conversation/exports/keptName.ts';
import { NOTE_CODES } from '../../../../src/display/imageNote.ts';
import { IMAGE_ROLES } from '../../../../src/display/imageRole.ts';
import { PHANTOM_DOMAINS } from '../../../../src/display/phantomMark.ts';
import { hostileStrings } from '../../text/hostileStrings.ts';

const count = fc.nat(5000);
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(...Object.values(hostileStrings).filter(({ length }) => length < 500)),
);
const hash = fc.string({
  unit: fc.integer({ min: 0, max: 15 }).map((digit) => digit.toString(16)),
  minLength: 64,
  maxLength: 64,
});
const instant = fc
  .date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2040-01-01') })
  .map((date) => date.toISOString());

/** Any of the fields, the others left out. */
const optional = <T extends object>(fields: {
  [Key in keyof T]?: fc.Arbitrary<NonNullable<T[Key]>>;
}): fc.Arbitrary<Partial<T>> =>
  fc.record(fields as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

const voi = fc.oneof(
  fc.record({ kind: fc.constant('window' as const), center: count, width: fc.integer({ min: 1, max: 4000 }) }),
  fc.record({ kind: fc.constant('lut' as const), index: count }),
);

const arbitraryImage: fc.Arbitrary<AttachedImage> = fc
  .tuple(
    fc.record({
      id: fc.uuid(),
      name: text,
      format: fc.constantFrom('dicom', 'png', 'jpeg', 'tiff', 'webp', 'nifti'),
      width: count,
      height: count,
      frames: count,
      fileSha256: hash,
      notes: fc.array(fc.record({ code: fc.constantFrom(...NOTE_CODES), damage: fc.boolean(), text }), {
        maxLength: 2,
      }),
      thumbnail: fc.base64String({ maxLength: 40 }).map((data) => `data:image/png;base64,${data}`),
      active: fc.boolean(),
    }),
    optional<AttachedImage>({
      frame: count,
      role: fc.constantFrom(...IMAGE_ROLES),
      region: fc.record({
        ...{ x: count, y: count, ofWidth: count, ofHeight: count },
        ...{ width: fc.integer({ min: 1, max: 99 }), height: fc.integer({ min: 1, max: 99 }) },
      }),
      slice: fc.record({ number: count, of: count, series: text }),
      voi,
      window: fc.record({ center: count, width: count }),
      modality: text,
      bodyPart: text,
      laterality: text,
      sopInstanceHash: hash,
      damageAccepted: fc.boolean(),
      phantom: fc.constantFrom(...PHANTOM_DOMAINS),
    }),
  )
  .map(([must, may]) => ({
    ...must,
    ...may,
    // What `store.keep` notes of a dropped or pasted image.
    origin: { kind: 'kept' as const, file: keptName(must.name) },
  }));

const arbitraryAnswer = (imageIds: readonly string[]): fc.Arbitrary<ChatAnswer> =>
  fc
    .tuple(
      fc.record({ text, state: fc.constantFrom('done', 'stopped', 'cut', 'failed') }),
      optional<ChatAnswer>({
        failure: fc.record({ code: text, message: text, waysOut: fc.subarray(['retry' as const, 'showLog' as const]) }),
        about: fc.subarray([...imageIds]),
        receipts: fc.subarray([...imageIds]).chain((ids) =>
          fc.tuple(
            ...ids.map((imageId) =>
              fc.record({
                imageId: fc.constant(imageId),
                tokens: count,
                width: count,
                height: count,
                cached: fc.boolean(),
              }),
            ),
          ),
        ),
        model: fc
          .tuple(
            fc.record({ name: text, sha256: hash, backend: text, isDemo: fc.boolean() }),
            fc.record({ projectorSha256: hash, engine: text }, { requiredKeys: [] }),
          )
          .map(([must, may]) => ({ ...must, ...may })),
        sampling: fc.record({ temperature: share, topP: share, maxTokens: count, seed: count }),
        continuedAt: fc.array(count, { maxLength: 3 }),
        vote: fc.record({ value: fc.constantFrom('up', 'down', 'flag'), note: text, at: instant }),
        chances: fc.record({ yes: share, no: share }),
        samples: fc.record({
          texts: fc.array(text, { maxLength: 3 }),
          temperature: share,
          seed: count,
          groups: fc.array(fc.array(count, { maxLength: 2 }), { maxLength: 2 }),
          differences: fc.array(text, { maxLength: 2 }),
        }),
        contradictions: fc.array(text, { maxLength: 2 }),
      }),
    )
    .map(([must, may]) => ({ ...must, ...may }));

function arbitrarySeries(imageIds: readonly string[], depth: number): fc.Arbitrary<Exchange[]> {
  return fc.array(arbitraryExchange(imageIds, depth), { minLength: 1, maxLength: depth === 0 ? 2 : 3 });
}

function arbitraryExchange(imageIds: readonly string[], depth: number): fc.Arbitrary<Exchange> {
  const continuations = fc.array(
    depth === 0 ? fc.constant<Exchange[]>([]) : arbitrarySeries(imageIds, depth - 1),
    depth === 0 ? { maxLength: 0 } : { maxLength: 1 },
  );
  return fc
    .tuple(
      fc.record({
        id: fc.uuid(),
        question: text,
        imageIds: fc.subarray([...imageIds]),
        answer: arbitraryAnswer(imageIds),
      }),
      optional<Exchange>({
        askedAt: instant,
        closed: fc.constant(true as const),
        versions: fc.record({ before: continuations, after: continuations }),
      }),
    )
    .map(([must, may]) => ({ ...must, ...may }));
}

export const arbitraryConversation: fc.Arbitrary<Conversation> = fc
  .uniqueArray(arbitraryImage, { maxLength: 3, selector: ({ id }) => id })
  .chain((images) => {
    const ids = images.map(({ id }) => id);
    return fc
      .tuple(
        fc.record({
          id: fc.uuid(),
          images: fc.constant(images),
          exchanges: fc.array(arbitraryExchange(ids, 2), { maxLength: 4 }),
        }),
        optional<Conversation>({
          held: text,
          editing: fc.uuid(),
          parameters: fc.record(
            {
              temperature: fc.constantFrom(0, 0.2, 2),
              topP: fc.constantFrom(0.7, 1),
              maxTokens: fc.integer({ min: 1, max: 8192 }),
              seed: fc.oneof(fc.nat(), fc.constant('random' as const)),
              systemPrompt: text,
            },
            { requiredKeys: [] },
          ),
        }),
      )
      .map(([must, may]) => renumbered(structuredClone({ ...must, ...may })));
  });

/** What is generated becomes simpler until it breaks: then ids would be alike. */
function renumbered(conversation: Conversation): Conversation {
  everyExchange(conversation.exchanges).forEach((exchange, index) => (exchange.id = `q${index}`));
  return conversation;
}
