/** A model and its projector, from their headers alone: what they are, and whether they can be trusted together. */
import { open } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import type { ModelPair } from '../../protocol/engine.ts';
import { verdictOf, type PairFinding, type PairReport } from '../../protocol/pairReport.ts';
import { readGgufHeader, type GgufHeader } from '../gguf/ggufHeader.ts';
import { modelInfoOf } from '../pair/modelInfo.ts';
import { isProjector, projectorInfoOf } from '../pair/projectorInfo.ts';
import { modelFindings, pairFindings } from './pairFindings.ts';
import { projectorFindings } from './projectorFindings.ts';

/** Rejects with what reading the files rejects with; files that stand in each other's place are a finding. */
export async function inspectPair({ modelPath, projectorPath }: ModelPair): Promise<PairReport> {
  const modelHeader = await readGgufHeader(modelPath, 'model');
  if (projectorPath === undefined)
    return reportOf([noProjector(), ...modelFindings({ model: modelInfoOf(modelHeader), modelHeader })]);
  const projectorHeader = await readGgufHeader(projectorPath, 'projector');
  if (isProjector(modelHeader) && !isProjector(projectorHeader)) return reportOf([swapped()]);
  const model = modelInfoOf(modelHeader);
  const projector = projectorInfoOf(projectorHeader);
  return reportOf([
    ...(model.isDemo ? [] : projectorFindings(projector, projectorHeader)),
    ...(await emptyClassEmbedding(projectorHeader)),
    ...pairFindings({ model, modelHeader, projector, projectorHeader }),
  ]);
}

const swapped = (): PairFinding => ({
  verdict: 'wrong',
  code: 'swapped',
  message: t`The model is named as the projector, and the projector as the model.`,
  remedy: t`Name them the other way round.`,
  isMendable: false,
});

const noProjector = (): PairFinding => ({
  verdict: 'suspicious',
  code: 'noProjector',
  message: t`No projector is chosen: the model will not see images.`,
  remedy: t`Choose the mmproj file that was made with it.`,
  isMendable: false,
});

/** A projector alone: whether it holds what its family's projectors hold. */
export async function inspectProjector(path: string): Promise<PairReport> {
  const header = await readGgufHeader(path, 'projector');
  return reportOf([...projectorFindings(projectorInfoOf(header), header), ...(await emptyClassEmbedding(header))]);
}

function reportOf(findings: readonly PairFinding[]): PairReport {
  return { verdict: verdictOf(findings), findings };
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
      message: t`Its class embedding is empty: it was made for a llama.cpp that puts it behind the patches, and is wrong in one that does not.`,
      remedy: t`Choose a conversion that was not bent for that, or convert the checkpoint again.`,
      isMendable: false,
    },
  ];
}
