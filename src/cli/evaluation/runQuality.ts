/** `llava-med eval quality`: a model on drawn phantoms; the demo model beside the figures that are kept of it. */
import { join, resolve } from 'node:path';
import { changesSince, changeText, readBaseline } from '../../evaluation/quality/qualityBaseline.ts';
import { measureQuality, QUALITY_SAMPLING } from '../../evaluation/quality/measureQuality.ts';
import { modelPair } from '../modelPair.ts';
import { programVersion } from '../programVersion.ts';
import { EXIT, type CliContext, type ExitCode } from '../subcommand.ts';
import { EvalEvents } from './evalEvents.ts';
import type { EvalRequest } from './evalRequest.ts';
import { openServices } from './openServices.ts';
import { resultsText } from './resultsText.ts';

type QualityRequest = Extract<EvalRequest, { what: 'quality' }>;

export async function runQuality(request: QualityRequest, context: CliContext): Promise<ExitCode> {
  const { terminal, signal, packageRoot } = context;
  const { out, seed, count, model, json } = request;
  const pair = await modelPair(model, packageRoot);
  const services = openServices(model, pair, QUALITY_SAMPLING, false, context);
  try {
    const quality = await measureQuality(
      { folder: resolve(out), seed, count, program: `llava-med ${await programVersion(packageRoot)}` },
      { services, allowDamaged: false, modelPath: pair.modelPath },
      () => new EvalEvents(terminal, false),
      signal,
    );
    terminal.clearProgress();
    if (json) terminal.json(quality.figures, 2);
    else for (const results of quality.results) terminal.answer(`${resultsText(results)}\n`);
    // Not loaded where all was answered before.
    if (!(await services.assistant.load(signal)).isDemo) return EXIT.done;
    const baseline = await readBaseline(join(packageRoot, 'models', 'demo', 'quality.json'));
    // Other phantoms have other figures.
    if (baseline.seed !== seed || baseline.count !== count) return EXIT.done;
    const { worse, better } = changesSince(baseline, quality.figures);
    for (const change of worse) terminal.note(`Worse than before: ${changeText(change)}`);
    for (const change of better)
      terminal.note(
        `Better than before: ${changeText(change)}. To keep it, in a checkout: npm run quality -- --update`,
      );
    return worse.length > 0 ? EXIT.failed : EXIT.done;
  } finally {
    await services.dispose();
  }
}
