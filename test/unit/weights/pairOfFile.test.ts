import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pairOfFile } from '../../../src/host/weights/pairOfFile.ts';
import { sparseModel, sparseProjector } from '../../fixtures/sparsePair.ts';

describe('the pair that a file is a part of', () => {
  const folder = mkdtempSync(join(tmpdir(), 'llava-med-pair-'));
  after(() => rmSync(folder, { recursive: true }));
  const used = { modelPath: '/elsewhere/a.gguf', projectorPath: '/elsewhere/b.gguf' };

  it('is the one in use, or the one that lies together, told by what the files say', async () => {
    const modelPath = sparseModel(folder, 'one');
    assert.deepEqual(await pairOfFile(modelPath, used), { modelPath, projectorPath: undefined });
    writeFileSync(join(folder, 'notes.gguf'), 'no GGUF file');
    // Neither is called mmproj.
    const projectorPath = sparseProjector(folder, 'two');
    assert.deepEqual(await pairOfFile(modelPath, used), { modelPath, projectorPath });
    rmSync(join(folder, 'notes.gguf'));
    assert.deepEqual(await pairOfFile(projectorPath, used), { modelPath, projectorPath });
    const other = { modelPath, projectorPath: '/elsewhere/b.gguf' };
    assert.deepEqual(await pairOfFile(modelPath, other), other);
    sparseProjector(folder, 'three');
    assert.deepEqual(await pairOfFile(modelPath, used), { modelPath, projectorPath: undefined });
  });

  it('is only the projector where it lies alone', async () => {
    const alone = mkdtempSync(join(folder, 'alone-'));
    const projectorPath = sparseProjector(alone, 'mmproj');
    assert.deepEqual(await pairOfFile(projectorPath, used), { modelPath: projectorPath, projectorPath: undefined });
  });
});
