import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { provenanceRecord, type DraftOrigin } from '../../../src/report/drafts/provenance.ts';

describe('provenanceRecord', () => {
  const origin: DraftOrigin = {
    promptId: 'findings-1',
    model: { name: 'Jane Doe.gguf', sha256: 'aa', projectorSha256: 'bb', isDemo: false },
    images: [
      { fileSha256: 'cc', sopInstanceHash: 'dd', frame: 2, window: { center: 40, width: 400 } },
      { fileSha256: 'ee', notes: ['pixelsMissing', 'MUSTER^ERIKA' as 'fileCut'], phantom: false },
    ],
    sampling: { temperature: 0.2, topP: 0.7, maxTokens: 64, seed: 9 },
    time: '2026-01-01T00:00:00.000Z',
  };

  it('holds hashes, ids and settings', () => {
    assert.deepEqual(
      provenanceRecord(
        { proposal: 'p1', section: 'findings', origin, textSha256: 'ff', length: 12, editDistance: 3 },
        'edited',
        new Date('2026-01-02T00:00:00Z'),
      ),
      {
        version: 1,
        proposal: 'p1',
        event: 'edited',
        time: '2026-01-02T00:00:00.000Z',
        section: 'findings',
        prompt: 'findings-1',
        model: 'aa',
        projector: 'bb',
        images: [
          { file: 'cc', sopInstance: 'dd', frame: 3, window: { center: 40, width: 400 }, notes: [] },
          { file: 'ee', sopInstance: null, frame: 1, window: null, notes: ['pixelsMissing'], phantom: false },
        ],
        sampling: { temperature: 0.2, topP: 0.7, maxTokens: 64, seed: 9 },
        draftedAt: '2026-01-01T00:00:00.000Z',
        text: 'ff',
        length: 12,
        editDistance: 3,
      },
    );
  });

  it('says so where the model is unknown', () => {
    const record = provenanceRecord(
      {
        proposal: 'p1',
        section: 'findings',
        origin: { promptId: 'chat', images: [], time: origin.time },
        textSha256: 'ff',
        length: 1,
      },
      'drafted',
      new Date(),
    );
    assert.deepEqual([record.model, record.projector, record.sampling, record.images], [null, null, null, []]);
  });

  it('holds no name of a file', () => {
    assert.doesNotMatch(
      JSON.stringify(
        provenanceRecord(
          { proposal: 'p1', section: 'findings', origin, textSha256: 'ff', length: 1 },
          'drafted',
          new Date(),
        ),
      ),
      /Jane/,
    );
  });
});
