/** The services of a command that asks a model many questions. */
import { createLocalServices, type LocalServices } from '../../assistant/localServices.ts';
import type { ModelPair, Sampling } from '../../protocol/engine.ts';
import { cacheSettings } from '../cacheOption.ts';
import { loadOptions, type ModelOptions } from '../sharedOptions.ts';
import type { CliContext } from '../subcommand.ts';

export function openServices(
  model: ModelOptions,
  pair: ModelPair,
  sampling: Sampling,
  cache: boolean,
  { distDir }: CliContext,
): LocalServices {
  return createLocalServices({
    distDir,
    settings: { load: () => loadOptions(model, pair), sampling: () => sampling },
    caches: () => cacheSettings(cache),
  });
}
