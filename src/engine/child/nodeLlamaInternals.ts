/**
 * Every touch of what node-llama-cpp does not publish, in one place: the addon object inside `LlamaModel`, whose
 * llama.cpp model our addon makes its context of. node-llama-cpp is pinned to the version below, since our addon is
 * compiled against that version's headers; `assertInternals` fails loudly at the first load when another one is
 * installed, instead of corrupting answers.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LlamaModel } from 'node-llama-cpp';

export const supportedVersion = '3.22.1';

/** An object of node-llama-cpp's addon; opaque to us. */
export type AddonObject = object;

interface ModelInternals {
  readonly _model?: AddonObject;
}

/** Throws when node-llama-cpp is not what this file was written for. */
export function assertInternals(model: LlamaModel): void {
  const entry = fileURLToPath(import.meta.resolve('node-llama-cpp'));
  const packageFile = join(dirname(dirname(entry)), 'package.json');
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { readonly version: string };
  const problems = [
    version === supportedVersion ? '' : `version ${version}, expected ${supportedVersion}`,
    typeof (model as ModelInternals)._model === 'object' ? '' : 'LlamaModel._model is gone',
  ].filter((problem) => problem !== '');
  if (problems.length > 0)
    throw new Error(`node-llama-cpp is not the one that LLaVA-Med was built for: ${problems.join('; ')}.`);
}

/** node-llama-cpp's addon object of a model, for our addon. */
export function addonModel(model: LlamaModel): AddonObject {
  const { _model } = model as ModelInternals;
  if (_model === undefined) throw new Error('LlamaModel._model is gone');
  return _model;
}
