/** The services of a command that asks a model many questions. */
import { createLocalServices, type LocalServices } from '../../assistant/localServices.ts';
import type { Sampling } from '../../protocol/engine.ts';
import { cacheSettings } from '../cacheOption.ts';
import { modelPair } from '../modelPair.ts';
import { loadOptions, type ModelOptions } from '../sharedOptions.ts';
import type { CliContext } from '../subcommand.ts';

export async function openServices(
  model: ModelOptions,
  sampling: Sampling,
  cache: boolean,
  { packageRoot, distDir }: CliContext,
): Promise<LocalServices> {
  const pair = await modelPair(model, packageRoot);
  return createLocalServices({
    distDir,
    settings: { load: () => loadOptions(model, pair), sampling: () => sampling },
    caches: () => cacheSettings(cache),
  });
}
