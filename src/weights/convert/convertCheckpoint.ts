/**
 * A published checkpoint becomes a GGUF pair: read once, written to `.partial` files, quantised, checked, and named when
 * all of it is whole. What goes wrong, or Stop, leaves nothing behind.
 */
import { mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import { ConversionError, type ConversionProgress, type QuantizedType } from '../../protocol/conversion.ts';
import type { ModelPair } from '../../protocol/engine.ts';
import { lockFile } from '../../files/fileLock.ts';
import { GgufFile } from '../gguf/ggufFile.ts';
import { compareTowers, type TowerComparison } from './compareTowers.ts';
import { conversionErrors } from './conversionErrors.ts';
import { planConversion, type ConversionPlan, type ConversionRequest, type PlannedFile } from './conversionPlan.ts';
import type { SourceFile } from './sourceFields.ts';
import { writeTensors } from './writeTensors.ts';

/** What converting needs of an engine: llama.cpp's own quantising, and answers to be checked. */
export interface ConversionTools {
  quantizeModel(
    from: string,
    to: string,
    type: QuantizedType,
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal | undefined,
  ): Promise<void>;
  quantizeProjector(from: string, to: string, signal: AbortSignal | undefined): Promise<void>;
  /** Undefined: the result is not checked. Rejects where it does not compute what the checkpoint does. */
  readonly check:
    | ((
        plan: ConversionPlan,
        pair: ModelPair,
        onProgress: (done: number, total: number) => void,
        signal: AbortSignal | undefined,
      ) => Promise<readonly string[]>)
    | undefined;
}

export interface ConversionResult {
  readonly pair: { readonly modelPath: string; readonly projectorPath: string };
  /** Sentences that a person should read. */
  readonly notes: readonly string[];
}

export interface ConversionEvents {
  onProgress?(progress: ConversionProgress): void;
}

/** Rejects with a `ConversionError`, or with the signal's reason. */
export async function convertCheckpoint(
  request: ConversionRequest,
  tools: ConversionTools,
  events: ConversionEvents = {},
  signal?: AbortSignal,
): Promise<ConversionResult> {
  const plan = await planConversion(request);
  const { model, projector } = plan;
  const files = { model: partialsOf(model.path), projector: partialsOf(projector.path) };
  const partials = [files.model, files.projector].flatMap(({ floats, quantized }) => [floats, quantized]);
  await prepareFolder(request, plan);
  const running = (): Error => conversionErrors.alreadyRunning(model.path);
  const unlock = await lockFile(`${model.path}.lock`, running).catch((error: unknown) => {
    throw asConversionError(error, request);
  });
  try {
    await Promise.all(partials.map((path) => rm(path, { force: true })));
    const notes = await towerNotes(plan, signal);
    await writeFloats(plan, files, events, signal);
    const written = await quantize(request, files, tools, events, signal);
    const told = (done: number, total: number): void => events.onProgress?.({ stage: 'checking', done, total });
    const checked = await tools.check?.(plan, written, told, signal);
    signal?.throwIfAborted();
    await rename(written.projectorPath, projector.path);
    await rename(written.modelPath, model.path);
    return {
      pair: { modelPath: model.path, projectorPath: projector.path },
      notes: [...notes, ...(checked ?? [])],
    };
  } catch (error) {
    signal?.throwIfAborted();
    throw asConversionError(error, request);
  } finally {
    await Promise.all(partials.map((path) => rm(path, { force: true })));
    await unlock();
  }
}

interface Partials {
  /** As floats. */
  readonly floats: string;
  readonly quantized: string;
}

function partialsOf(path: string): Partials {
  return { floats: `${path}.floats.partial`, quantized: `${path}.partial` };
}

async function prepareFolder(
  { outFolder, modelType, projectorType }: ConversionRequest,
  plan: ConversionPlan,
): Promise<void> {
  await mkdir(outFolder, { recursive: true }).catch((error: unknown) => {
    throw conversionErrors.writeFailed(outFolder, error);
  });
  for (const { path } of [plan.model, plan.projector])
    if ((await stat(path).catch(() => undefined)) !== undefined) throw conversionErrors.resultExists(path);
  const sizeOf = ({ fields, tensors }: PlannedFile): number => GgufFile.size(fields(plan.unknownSources), tensors);
  const model = sizeOf(plan.model);
  const projector = sizeOf(plan.projector);
  const needs = model * (1 + shareOf(modelType)) + projector * (projectorType === 'f16' ? 1 : 1.6);
  const { bavail, bsize } = await statfs(outFolder);
  if (bavail * bsize < needs) throw conversionErrors.diskFull(outFolder, needs, bavail * bsize);
}

/** Of 16 bits, what a quantised copy beside it takes; a little more than llama.cpp's mixes need. */
function shareOf(type: ConversionRequest['modelType']): number {
  return { q4_k_m: 0.32, q5_k_m: 0.38, q8_0: 0.55, f16: 0, bf16: 0 }[type];
}

async function towerNotes(plan: ConversionPlan, signal: AbortSignal | undefined): Promise<string[]> {
  const inside = plan.checkpoint.parts.tower;
  if (plan.isTowerInside && plan.checkpoint.config.layout === 'huggingFace') return [];
  if (plan.isTowerInside)
    return [
      t`The vision tower inside the checkpoint was used. LLaVA-Med’s own program loads ${plan.checkpoint.config.towerName} in its place: to do the same, name the folder of that model as the vision tower.`,
    ];
  if (inside.size === 0) return [];
  return [towerNote(await compareTowers(inside, plan.tower.tensors, signal))];
}

function towerNote({ compared, different }: TowerComparison): string {
  if (different.length === 0) return t`The vision tower inside the checkpoint is the same: all ${compared} tensors.`;
  const some = `${different.slice(0, 3).join(', ')}${different.length > 3 ? ', …' : ''}`;
  return t`The vision tower inside the checkpoint is another one: ${different.length} of ${compared} tensors differ (${some}). The one that was named is used.`;
}

async function writeFloats(
  plan: ConversionPlan,
  files: { readonly model: Partials; readonly projector: Partials },
  events: ConversionEvents,
  signal: AbortSignal | undefined,
): Promise<void> {
  const total = plan.shards.reduce((sum, { fileBytes }) => sum + fileBytes, 0);
  let done = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    events.onProgress?.({ stage: 'writing', done, total });
  };
  const create = ({ fields, tensors }: PlannedFile, path: string): Promise<GgufFile> =>
    GgufFile.create(path, fields(plan.unknownSources), tensors);
  const model = await create(plan.model, files.model.floats);
  try {
    const projector = await create(plan.projector, files.projector.floats);
    try {
      const targets = [
        ...plan.model.tensors.map((tensor) => ({ tensor, file: model })),
        ...plan.projector.tensors.map((tensor) => ({ tensor, file: projector })),
      ];
      const sources: SourceFile[] = await writeTensors(plan.shards, targets, onBytes, signal);
      await model.finish(plan.model.fields(sources));
      await projector.finish(plan.projector.fields(sources));
    } finally {
      await projector.close();
    }
  } finally {
    await model.close();
  }
}

async function quantize(
  { modelType, projectorType }: ConversionRequest,
  { model, projector }: { readonly model: Partials; readonly projector: Partials },
  tools: ConversionTools,
  events: ConversionEvents,
  signal: AbortSignal | undefined,
): Promise<ConversionResult['pair']> {
  const told = (done: number, total: number): void => events.onProgress?.({ stage: 'quantising', done, total });
  if (projectorType === 'f16') await rename(projector.floats, projector.quantized);
  else {
    await tools.quantizeProjector(projector.floats, projector.quantized, signal);
    await rm(projector.floats);
  }
  if (modelType === 'f16' || modelType === 'bf16') await rename(model.floats, model.quantized);
  else {
    await tools.quantizeModel(model.floats, model.quantized, modelType, told, signal).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw conversionErrors.quantisingFailed(model.quantized.replace(/\.partial$/, ''), error);
    });
    await rm(model.floats);
  }
  return { modelPath: model.quantized, projectorPath: projector.quantized };
}

function asConversionError(error: unknown, { outFolder }: ConversionRequest): unknown {
  if (error instanceof ConversionError || !(error instanceof Error)) return error;
  return 'syscall' in error ? conversionErrors.writeFailed(outFolder, error) : error;
}
