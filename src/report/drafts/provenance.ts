import { NOTE_CODES, type NoteCode } from '../../display/imageNote.ts';
import type { VoiWindow } from '../../display/frameImage.ts';
import { EIGHT_BIT_PARTS, type EightBitPart, type Sampling } from '../../protocol/engine.ts';
import type { ImageRole } from '../../display/imageRole.ts';
import type { DraftableSection } from '../prompts/sectionPrompts.ts';

/**
 * An image as the provenance knows it: hashes only, so that the record says nothing about the patient. Lower-case hex
 * SHA-256.
 */
export interface ImageOrigin {
  readonly fileSha256: string;
  readonly sopInstanceHash?: string;
  /** What the model was told that the image is; missing: nothing. */
  readonly role?: ImageRole;
  /** The frame that the model saw, counted from 0; missing: the first. */
  readonly frame?: number;
  /** The VOI window that it was seen with; missing where there was none. */
  readonly window?: VoiWindow;
  /** What had to be told of the decoding; missing: nothing. */
  readonly notes?: readonly NoteCode[];
  /** Of a demo model's image only: whether it is a drawn phantom, which is all that the model knows. */
  readonly phantom?: boolean;
}

/** `name` is for the hover; it does not go into the record, since a file may be named after anything. */
export interface ModelOrigin {
  readonly name: string;
  readonly sha256: string;
  readonly projectorSha256?: string;
  /** What of it worked in 8 bits instead of as in the files; missing: nothing. */
  readonly inEightBits?: readonly EightBitPart[];
  readonly isDemo: boolean;
}

/** What made a draft. `model` and `sampling` are unknown only of a text that another extension handed over. */
export interface DraftOrigin {
  readonly promptId: string;
  /** What the model was asked, word for word: its hash. Missing: of a text from elsewhere. */
  readonly promptSha256?: string;
  /** SHA-256 of the words that a workspace put in place of the prompt's own; missing: none. */
  readonly ownWordsSha256?: string;
  /** SHA-256 of what a person wished of this draft, such as "shorter"; missing: nothing. */
  readonly wishSha256?: string;
  /** What computed it, e.g. `node-llama-cpp 3.22.1, cpu`. */
  readonly engine?: string;
  readonly model?: ModelOrigin;
  readonly images: readonly ImageOrigin[];
  readonly sampling?: Sampling;
  /** ISO 8601, UTC. */
  readonly time: string;
}

export type ProvenanceEvent = 'drafted' | 'accepted' | 'edited' | 'discarded';

/** How a person judged the sentences of a draft; `edited`: kept in other words. */
export interface SentenceCounts {
  readonly accepted: number;
  readonly edited: number;
  readonly discarded: number;
}

/**
 * One line of a report's sidecar. `edited`: accepted after a person changed the words. Hashes and ids only, never
 * patient text.
 */
export interface ProvenanceRecord {
  readonly version: 1;
  readonly proposal: string;
  readonly event: ProvenanceEvent;
  readonly time: string;
  readonly section: DraftableSection;
  readonly prompt: string;
  readonly promptSha256?: string;
  readonly ownWordsSha256?: string;
  readonly wishSha256?: string;
  readonly engine?: string;
  readonly model: string | null;
  readonly projector: string | null;
  /** Missing where all was as in the files. */
  readonly inEightBits?: readonly EightBitPart[];
  /** `frame` counts from 1, as DICOM does (PS3.3 section C.7.6.16.1.1). */
  readonly images: readonly {
    readonly file: string;
    readonly sopInstance: string | null;
    readonly frame: number;
    readonly window: VoiWindow | null;
    readonly role?: ImageRole;
    readonly notes: readonly NoteCode[];
    /** Missing where the model is no demo. */
    readonly phantom?: boolean;
  }[];
  readonly sampling: Sampling | null;
  readonly draftedAt: string;
  /** SHA-256 of the text in the document at this moment, and its length in UTF-16 units, line breaks as `\n`. */
  readonly text: string;
  readonly length?: number;
  /** SHA-256 of the model's own words, line breaks as `\n`. */
  readonly drafted?: string;
  /** SHA-256 of each of its sentences, white space as one space. */
  readonly draftedSentences?: readonly string[];
  /** Of a decision: how its sentences were judged. */
  readonly sentences?: SentenceCounts;
  /** Of a decision: edits of characters (Levenshtein) from the model's words to what stands; missing: no longer known. */
  readonly editDistance?: number;
}

/** What is known of a draft when something becomes of it. Hashes are lower-case hex SHA-256. */
export interface DraftAtEvent {
  readonly proposal: string;
  readonly section: DraftableSection;
  readonly origin: DraftOrigin;
  /** Of the text as it stands in the document, and its length in UTF-16 units, line breaks as `\n`. */
  readonly textSha256: string;
  readonly length: number;
  /** Of the model's own words; missing: no longer known. */
  readonly draftedSha256?: string | undefined;
  readonly draftedSentences?: readonly string[] | undefined;
  /** Of a decision. */
  readonly sentences?: SentenceCounts | undefined;
  readonly editDistance?: number | undefined;
}

/** The record of an event in a draft's life. */
export function provenanceRecord(draft: DraftAtEvent, event: ProvenanceEvent, time: Date): ProvenanceRecord {
  const { origin } = draft;
  return {
    version: 1,
    proposal: draft.proposal,
    event,
    time: time.toISOString(),
    section: draft.section,
    prompt: origin.promptId,
    ...known({
      promptSha256: origin.promptSha256,
      ownWordsSha256: origin.ownWordsSha256,
      wishSha256: origin.wishSha256,
      engine: origin.engine,
    }),
    model: origin.model?.sha256 ?? null,
    projector: origin.model?.projectorSha256 ?? null,
    ...eightBitRecord(origin.model),
    images: origin.images.map(imageRecord),
    sampling: origin.sampling ? samplingOf(origin.sampling) : null,
    draftedAt: origin.time,
    text: draft.textSha256,
    length: draft.length,
    ...known({
      drafted: draft.draftedSha256,
      draftedSentences: draft.draftedSentences,
      sentences: draft.sentences,
      editDistance: draft.editDistance,
    }),
  };
}

/** Without what is undefined. */
function known<T extends object>(values: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function eightBitRecord(model: ModelOrigin | undefined): Pick<ProvenanceRecord, 'inEightBits'> {
  const parts = EIGHT_BIT_PARTS.filter((part) => model?.inEightBits?.includes(part) === true);
  return parts.length > 0 ? { inEightBits: parts } : {};
}

function imageRecord({
  fileSha256,
  sopInstanceHash,
  frame = 0,
  window,
  role,
  notes = [],
  phantom,
}: ImageOrigin): ProvenanceRecord['images'][number] {
  return {
    file: fileSha256,
    sopInstance: sopInstanceHash ?? null,
    frame: frame + 1,
    window: window ? { center: window.center, width: window.width } : null,
    ...(role === undefined ? {} : { role }),
    // Codes of ours and nothing that a caller may have put in their place.
    notes: NOTE_CODES.filter((code) => notes.includes(code)),
    ...(phantom === undefined ? {} : { phantom }),
  };
}

/** These four and nothing that a caller may have put beside them. */
function samplingOf({ temperature, topP, maxTokens, seed }: Sampling): Sampling {
  return { temperature, topP, maxTokens, seed };
}
