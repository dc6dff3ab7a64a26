import { t } from '@vscode/l10n';
import type { DraftOrigin, ProvenanceRecord } from './provenance.ts';

/** What made a draft, as far as its record says: names of models are not in it. */
export function recordedOrigin(record: ProvenanceRecord): DraftOrigin {
  const { prompt, promptSha256, ownWordsSha256, wishSha256, engine, model, projector, inEightBits, sampling } = record;
  return {
    promptId: prompt,
    ...(promptSha256 !== undefined && { promptSha256 }),
    ...(ownWordsSha256 !== undefined && { ownWordsSha256 }),
    ...(wishSha256 !== undefined && { wishSha256 }),
    ...(engine !== undefined && { engine }),
    ...(model !== null && {
      model: {
        name: t`a model of another session`,
        sha256: model,
        ...(projector !== null && { projectorSha256: projector }),
        ...(inEightBits && { inEightBits }),
        // Only of a demo model's images it is known whether they are phantoms.
        isDemo: record.images.some(({ phantom }) => phantom !== undefined),
      },
    }),
    images: record.images.map(({ file, sopInstance, frame, window, role, notes, phantom }) => ({
      fileSha256: file,
      ...(sopInstance !== null && { sopInstanceHash: sopInstance }),
      frame: frame - 1,
      ...(window && { window }),
      ...(role && { role }),
      notes,
      ...(phantom !== undefined && { phantom }),
    })),
    ...(sampling && { sampling }),
    time: record.draftedAt,
  };
}
