import {
  provenanceRecord,
  type ProvenanceEvent,
  type ProvenanceRecord,
} from '../../../../src/report/drafts/provenance.ts';

/** SHA-256 of two models that are none. */
export const MODELS = { one: 'a1'.repeat(32), other: 'b2'.repeat(32) } as const;

type Given = Partial<Pick<ProvenanceRecord, 'sentences' | 'editDistance' | 'section'>> & {
  /** Null: not recorded. */
  readonly model?: string | null;
  readonly prompt?: string;
  /** Of the event; a draft is written at the first minute of its day. */
  readonly at?: string;
  readonly draftedAt?: string;
};

/** A record as the editor writes it. */
export function draftRecord(proposal: string, event: ProvenanceEvent, given: Given = {}): ProvenanceRecord {
  const {
    model = MODELS.one,
    prompt = 'findings-1',
    draftedAt = '2026-03-02T10:00:00.000Z',
    section = 'findings',
  } = given;
  return provenanceRecord(
    {
      proposal,
      section,
      origin: {
        promptId: prompt,
        ...(model === null ? {} : { model: { name: 'Jane Doe.gguf', sha256: model, isDemo: false } }),
        images: [{ fileSha256: 'cc'.repeat(32) }],
        time: draftedAt,
      },
      textSha256: 'ff'.repeat(32),
      length: 12,
      sentences: given.sentences,
      editDistance: given.editDistance,
    },
    event,
    new Date(given.at ?? (event === 'drafted' ? draftedAt : '2026-03-02T10:05:00.000Z')),
  );
}
