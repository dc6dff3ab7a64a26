/** A model and its projector, from their headers alone: what they are, and whether they can be trusted together. */
import { open } from 'node:fs/promises';
import type { ModelPair } from '../../protocol/engine.ts';
import { EngineError } from '../../protocol/engineError.ts';
import { verdictOf, type PairFinding, type PairReport } from '../../protocol/pairReport.ts';
import { readGgufHeader, type GgufHeader } from '../gguf/ggufHeader.ts';
import { readModelInfo } from '../pair/modelInfo.ts';
import { isProjector, readProjectorInfo } from '../pair/projectorInfo.ts';
import { modelFindings, pairFindings } from './pairFindings.ts';
import { projectorFindings } from './projectorFindings.ts';

/** Rejects with what reading the files rejects with; files that stand in each other's place are a finding. */
export async function inspectPair({ modelPath, projectorPath }: ModelPair): Promise<PairReport> {
  if (projectorPath === undefined) {
    const modelHeader = await readGgufHeader(modelPath, 'model');
    return reportOf([noProjector, ...modelFindings({ model: await readModelInfo(modelPath), modelHeader })]);
  }
  if (await isSwapped(modelPath, projectorPath))
    return reportOf([
      {
        verdict: 'wrong',
        code: 'swapped',
        message: 'The model is named as the projector, and the projector as the model.',
        remedy: 'Name them the other way round.',
        isMendable: false,
      },
    ]);
  const model = await readModelInfo(modelPath);
  const projector = await readProjectorInfo(projectorPath);
  const [modelHeader, projectorHeader] = [
    await readGgufHeader(modelPath, 'model'),
    await readGgufHeader(projectorPath, 'projector'),
  ];
  return reportOf([
    ...(model.isDemo ? [] : projectorFindings(projector, projectorHeader)),
    ...(await emptyClassEmbedding(projectorHeader)),
    ...pairFindings({ model, modelHeader, projector, projectorHeader }),
  ]);
}

const noProjector: PairFinding = {
  verdict: 'suspicious',
  code: 'noProjector',
  message: 'No projector is chosen: the model will not see images.',
  remedy: 'Choose the mmproj file that was made with it.',
  isMendable: false,
};

/** A projector alone: whether it holds what its family's projectors hold. */
export async function inspectProjector(path: string): Promise<PairReport> {
  const header = await readGgufHeader(path, 'projector');
  return reportOf([
    ...projectorFindings(await readProjectorInfo(path), header),
    ...(await emptyClassEmbedding(header)),
  ]);
}

function reportOf(findings: readonly PairFinding[]): PairReport {
  return { verdict: verdictOf(findings), findings };
}

async function isSwapped(modelPath: string, projectorPath: string): Promise<boolean> {
  try {
    await readModelInfo(modelPath);
    return false;
  } catch (error) {
    if (!(error instanceof EngineError && error.code === 'projectorAsModel')) throw error;
  }
  const other = await readGgufHeader(projectorPath, 'model');
  return !isProjector(other);
}

/** Files whose positions were turned round, so that llama.cpp without our patch computes the right features from them. */
async function emptyClassEmbedding({ path, tensors }: GgufHeader): Promise<PairFinding[]> {
  const embedding = tensors.find(({ name }) => name === 'v.class_embd');
  if (embedding === undefined) return [];
  const bytes = Buffer.alloc(embedding.bytes);
  const file = await open(path);
  try {
    await file.read(bytes, 0, bytes.length, embedding.offset);
  } finally {
    await file.close();
  }
  if (bytes.some((byte) => byte !== 0)) return [];
  return [
    {
      verdict: 'wrong',
      code: 'classEmbeddingEmpty',
      message:
        'Its class embedding is empty: it was made for a llama.cpp that puts it behind the patches, and is wrong in one that does not.',
      remedy: 'Choose a conversion that was not bent for that, or convert the checkpoint again.',
      isMendable: false,
    },
  ];
}
