/**
 * Every touch of what node-llama-cpp does not publish, in one place. node-llama-cpp is pinned to the version below;
 * `assertInternals` fails loudly at the first load when another one is installed or a member that is used here has
 * gone, instead of corrupting answers.
 *
 * What is used: the addon objects inside `LlamaModel` and `LlamaContext` (our addon works on the llama.cpp objects they
 * wrap), and the book-keeping of a sequence, which has to learn of positions that our addon has written into the KV
 * cache behind its back.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { LlamaContext, LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';

export const supportedVersion = '3.22.1';

/** An object of node-llama-cpp's addon; opaque to us. */
export type AddonObject = object;

interface AddonContext extends AddonObject {
  removeTokenCellsFromSequence(sequenceId: number, start: number, end: number): boolean;
  disposeSequence(sequenceId: number): void;
  setThreads(threads: number): void;
}

interface ContextInternals {
  readonly _ctx: AddonContext;
}

interface SequenceInternals {
  readonly _sequenceId: number;
  _contextTokens: Token[];
  _nextTokenIndex: number;
}

type WithLock = <T>(scope: readonly [object, string], work: () => Promise<T>) => Promise<T>;

const packageEntry = import.meta.resolve('node-llama-cpp');
// The lock must be the very one that node-llama-cpp takes, hence its own copy of lifecycle-utils.
const lifecycleUtils = pathToFileURL(createRequire(packageEntry).resolve('lifecycle-utils')).href;
const { withLock } = (await import(lifecycleUtils)) as { readonly withLock: WithLock };

/** Throws when node-llama-cpp is not what this file was written for. */
export function assertInternals(sequence: LlamaContextSequence): void {
  const packageFile = join(dirname(dirname(fileURLToPath(packageEntry))), 'package.json');
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { readonly version: string };
  const context = contextInternals(sequence.context)._ctx as Partial<AddonContext> | undefined;
  const { _sequenceId, _contextTokens, _nextTokenIndex } = sequenceInternals(sequence) as Partial<SequenceInternals>;
  const problems = [
    version === supportedVersion ? '' : `version ${version}, expected ${supportedVersion}`,
    typeof withLock === 'function' ? '' : "lifecycle-utils' withLock is gone",
    typeof modelInternals(sequence.model)._model === 'object' ? '' : 'LlamaModel._model is gone',
    typeof context?.removeTokenCellsFromSequence === 'function'
      ? ''
      : 'AddonContext.removeTokenCellsFromSequence is gone',
    typeof context?.disposeSequence === 'function' ? '' : 'AddonContext.disposeSequence is gone',
    typeof context?.setThreads === 'function' ? '' : 'AddonContext.setThreads is gone',
    typeof _sequenceId === 'number' ? '' : 'LlamaContextSequence._sequenceId is gone',
    Array.isArray(_contextTokens) ? '' : 'LlamaContextSequence._contextTokens is gone',
    typeof _nextTokenIndex === 'number' ? '' : 'LlamaContextSequence._nextTokenIndex is gone',
  ].filter((problem) => problem !== '');
  if (problems.length > 0)
    throw new Error(`node-llama-cpp is not the one that LLaVA-Med was built for: ${problems.join('; ')}.`);
}

/** node-llama-cpp's addon object of a model, for our addon. */
export function addonModel(model: LlamaModel): AddonObject {
  return modelInternals(model)._model;
}

/** node-llama-cpp's addon object of a context, for our addon. */
export function addonContext(context: LlamaContext): AddonObject {
  return contextInternals(context)._ctx;
}

/**
 * Forgets everything from `position` on, and returns where the sequence ends now: `position`, or 0 where the model's
 * memory cannot be cut (recurrent layers). Unlike node-llama-cpp's own erase it never re-evaluates: that would read
 * image placeholders as tokens.
 */
export async function eraseFrom(sequence: LlamaContextSequence, position: number): Promise<number> {
  const internals = sequenceInternals(sequence);
  return withLock([sequence.context, 'context'], async () => {
    const context = contextInternals(sequence.context)._ctx;
    // To the end of the cache, not of the book-keeping: an aborted decode may have left cells behind.
    const isCut = position > 0 && context.removeTokenCellsFromSequence(internals._sequenceId, position, -1);
    if (!isCut) context.disposeSequence(internals._sequenceId);
    const end = isCut ? position : 0;
    internals._contextTokens = internals._contextTokens.slice(0, end);
    internals._nextTokenIndex = end;
    return end;
  });
}

/**
 * Lets `decode` write `positions` positions at the end of the sequence, under node-llama-cpp's own lock, and enters
 * `placeholder` for them. When `decode` returns false nothing was written.
 */
export async function appendBehindItsBack(
  sequence: LlamaContextSequence,
  positions: number,
  placeholder: number,
  threads: number,
  decode: (context: AddonObject, sequenceId: number, position: number) => Promise<boolean>,
): Promise<boolean> {
  const internals = sequenceInternals(sequence);
  return withLock([sequence.context, 'context'], async () => {
    const context = contextInternals(sequence.context)._ctx;
    context.setThreads(threads);
    if (!(await decode(context, internals._sequenceId, internals._nextTokenIndex))) return false;
    internals._contextTokens = internals._contextTokens.concat(
      Array.from({ length: positions }, () => placeholder as Token),
    );
    internals._nextTokenIndex += positions;
    return true;
  });
}

function modelInternals(model: LlamaModel): { readonly _model: AddonObject } {
  return model as unknown as { readonly _model: AddonObject };
}

function contextInternals(context: LlamaContext): ContextInternals {
  return context as unknown as ContextInternals;
}

function sequenceInternals(sequence: LlamaContextSequence): SequenceInternals {
  return sequence as unknown as SequenceInternals;
}
