import type { Sampling } from '../protocol/engine.ts';
import type { DraftableSection } from './sectionPrompts.ts';

/** An image as the provenance knows it: hashes only, so that the record says nothing about the patient. Lower-case hex SHA-256. */
export interface ImageOrigin {
  readonly fileSha256: string;
  readonly sopInstanceHash?: string;
}

/** `name` is for the hover; it does not go into the record, since a file may be named after anything. */
export interface ModelOrigin {
  readonly name: string;
  readonly sha256: string;
  readonly projectorSha256?: string;
  readonly isDemo: boolean;
}

/** What made a draft. `model` and `sampling` are unknown only of a text that another extension handed over. */
export interface DraftOrigin {
  readonly promptId: string;
  readonly model?: ModelOrigin;
  readonly images: readonly ImageOrigin[];
  readonly sampling?: Sampling;
  /** ISO 8601, UTC. */
  readonly time: string;
}

export type ProvenanceEvent = 'drafted' | 'accepted' | 'edited' | 'discarded';

/** One line of a report's sidecar. `edited`: accepted after a person changed the words. Hashes and ids only, never patient text. */
export interface ProvenanceRecord {
  readonly version: 1;
  readonly proposal: string;
  readonly event: ProvenanceEvent;
  readonly time: string;
  readonly section: DraftableSection;
  readonly prompt: string;
  readonly model: string | null;
  readonly projector: string | null;
  readonly images: readonly { readonly file: string; readonly sopInstance: string | null }[];
  readonly sampling: Sampling | null;
  readonly draftedAt: string;
  /** SHA-256 of the text in the document at this moment. */
  readonly text: string;
}

/** The record of an event in a draft's life; `textSha256` is that of the text as it stands in the document. */
export function provenanceRecord(
  draft: { readonly proposal: string; readonly section: DraftableSection; readonly origin: DraftOrigin },
  event: ProvenanceEvent,
  textSha256: string,
  time: Date,
): ProvenanceRecord {
  const { origin } = draft;
  return {
    version: 1,
    proposal: draft.proposal,
    event,
    time: time.toISOString(),
    section: draft.section,
    prompt: origin.promptId,
    model: origin.model?.sha256 ?? null,
    projector: origin.model?.projectorSha256 ?? null,
    images: origin.images.map((image) => ({ file: image.fileSha256, sopInstance: image.sopInstanceHash ?? null })),
    sampling: origin.sampling ? samplingOf(origin.sampling) : null,
    draftedAt: origin.time,
    text: textSha256,
  };
}

/** These four and nothing that a caller may have put beside them. */
function samplingOf({ temperature, topP, maxTokens, seed }: Sampling): Sampling {
  return { temperature, topP, maxTokens, seed };
}
