/** node-llama-cpp's own llama.cpp: the GPU that works, the threads that pay, the lines it logs. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { getLlama, LlamaLogLevel, NoBinaryFoundError } from 'node-llama-cpp';
import type { Llama } from 'node-llama-cpp';
import type { GpuChoice } from '../../protocol/engine.ts';
import type { PairDescription } from '../../weights/pair/describePair.ts';
import { engineErrors } from '../engineErrors.ts';
import type { NativeAddon } from './nativeAddon.ts';

/** What llama.cpp said at level error, newest last: the reason of a failed load. */
export type ErrorLog = string[];

const keptErrors = 40;

function note(errors: ErrorLog, line: string): void {
  errors.push(line);
  if (errors.length > keptErrors) errors.shift();
}

const parametersPerThread = 25e6;

/**
 * Never more threads than cores: llama.cpp's threads wait for each other by spinning, and one without a core holds up
 * all. For the same reason a small model gets few: its threads would wait longer than they work.
 */
export function chooseThreads(wanted: number, pair: PairDescription, llama: Llama): number {
  if (wanted > 0) return Math.min(wanted, availableParallelism());
  // Not two for a core with hyper-threading, and not the slow cores of a hybrid processor.
  const cores = Math.min(llama.cpuMathCores, availableParallelism());
  return Math.min(cores, Math.ceil(pair.model.parameters / parametersPerThread));
}

/** Rejects with `toolchainMissing` when nothing fits the choice. Nothing is ever built or downloaded. */
export async function startLlama(
  gpu: GpuChoice,
  pair: Pick<PairDescription, 'projector'>,
  errors: ErrorLog,
): Promise<Llama> {
  try {
    const llama = await getLlama({
      gpu: gpu === 'cpu' ? false : gpu,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      // The projector comes after the model: leave it room, beside node-llama-cpp's own reserve.
      vramPadding: (total) => Math.min(total * 0.08, 1.2e9) + (pair.projector?.fileBytes ?? 0) * 1.25,
      logLevel: LlamaLogLevel.warn,
      logger: (level, message) => {
        if (isOfStop(message)) return;
        if (level === LlamaLogLevel.error || level === LlamaLogLevel.fatal) note(errors, message.trim());
        process.stderr.write(`[llama.cpp ${level}] ${message.trim()}\n`);
      },
    });
    // A GPU of another platform is silently passed over.
    if (gpu !== 'auto' && llama.gpu !== (gpu === 'cpu' ? false : gpu)) throw engineErrors.toolchainMissing(gpu);
    return llama;
  } catch (error) {
    if (error instanceof NoBinaryFoundError) throw engineErrors.toolchainMissing(gpu, String(error));
    throw error;
  }
}

/** llama.cpp calls it an error when it was told to stop: status 1 of a graph, 2 of a decoding. */
function isOfStop(message: string): boolean {
  return /graph_compute_async failed with error 1\b|compute status: 1\b|failed to decode, ret = 2\b/.test(message);
}

/**
 * Our own build of ggml's CPU backend (`native/cmake/cpuBackend.cmake`) in place of node-llama-cpp's prebuilt one, which
 * runs where ours cannot; the log says which, and why. The environment variable LLAVA_MED_CPU_BACKEND=prebuilt keeps
 * the prebuilt one, for comparison. To be called before the model is loaded.
 */
export function chooseCpuBackend(addon: NativeAddon, nativeFolder: string): void {
  const { isLoaded, detail } =
    process.env['LLAVA_MED_CPU_BACKEND'] === 'prebuilt'
      ? { isLoaded: false, detail: 'LLAVA_MED_CPU_BACKEND asks for it' }
      : addon.useCpuBackend(join(nativeFolder, 'cpu'));
  const which = isLoaded ? 'our own build' : "node-llama-cpp's prebuilt one";
  process.stderr.write(`[cpu backend] ${which}: ${detail}\n`);
}

/** Where the projector's lines go. */
export function logNative(addon: NativeAddon, errors: ErrorLog): void {
  addon.setLog((level, text) => {
    if (level === 'error') note(errors, text.trim());
    if (level === 'error' || level === 'warn') process.stderr.write(`[projector ${level}] ${text.trim()}\n`);
  });
}
