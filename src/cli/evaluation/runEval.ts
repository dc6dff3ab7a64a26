/** `llava-med eval`: each of its kinds. */
import { resolve } from 'node:path';
import { writePhantomSet } from '../../evaluation/phantomSets/writePhantomSet.ts';
import { mergeRuns } from '../../evaluation/runs/mergeRuns.ts';
import { runEvaluation } from '../../evaluation/runs/runEvaluation.ts';
import { scoreFiles } from '../../evaluation/runs/scoreFiles.ts';
import { writeResults } from '../../evaluation/runs/scoreRun.ts';
import type { EvaluationResults } from '../../protocol/evaluationResults.ts';
import { modelPair } from '../modelPair.ts';
import { programVersion } from '../programVersion.ts';
import { EXIT, type CliContext, type ExitCode } from '../subcommand.ts';
import { EvalEvents } from './evalEvents.ts';
import type { EvalRequest, EvalRun } from './evalRequest.ts';
import { openJudge } from './openJudge.ts';
import { openServices } from './openServices.ts';
import { resultsText } from './resultsText.ts';
import { runQuality } from './runQuality.ts';

export async function runEval(request: EvalRequest, context: CliContext): Promise<ExitCode> {
  const { terminal, signal } = context;
  const { json } = request;
  switch (request.what) {
    case 'run':
      return run(request, json, context);
    case 'scoreRun':
      return tell(await writeResults(request.folder, signal), json, context);
    case 'scoreFiles':
      return tell(await scoreFiles(request, signal), json, context);
    case 'merge':
      await mergeRuns(request.parts, request.out);
      return tell(await writeResults(request.out, signal), json, context);
    case 'phantoms': {
      const files = await writePhantomSet(resolve(request.out), request, signal);
      if (json) terminal.json(files, 2);
      else terminal.answer(`${Object.values(files).join('\n')}\n`);
      return EXIT.done;
    }
    case 'quality':
      return runQuality(request, context);
  }
}

async function run(
  { wish, judge, model, allowDamaged, cache }: EvalRun,
  json: boolean,
  context: CliContext,
): Promise<ExitCode> {
  const { terminal, signal } = context;
  const judging = judge === undefined ? undefined : openJudge(judge, wish.kind, model, context);
  const pair = await modelPair(model, context.packageRoot);
  const services = openServices(model, pair, wish.sampling, cache, context);
  const events = new EvalEvents(terminal, wish.overwrite);
  try {
    const results = await runEvaluation(
      {
        ...wish,
        judge: judging?.described,
        program: `llava-med ${await programVersion(context.packageRoot)}`,
      },
      {
        ...{ services, allowDamaged, modelPath: pair.modelPath },
        judge: judging && ((withSignal) => judging.open(services.engine, withSignal)),
        judgeCacheFolder: judge?.cacheFolder,
      },
      events,
      signal,
    );
    terminal.clearProgress();
    const cost = judging?.cost();
    if (cost !== undefined) terminal.note(cost);
    tell(results, json, context);
    return events.leftOut > 0 || events.unjudged > 0 ? EXIT.leftOut : EXIT.done;
  } catch (error) {
    terminal.clearProgress();
    const standing = events.standing();
    if (standing !== undefined) terminal.note(standing);
    throw error;
  } finally {
    await services.dispose();
  }
}

function tell(results: EvaluationResults, json: boolean, { terminal }: CliContext): ExitCode {
  if (json) {
    // The questions' own texts stand in the run's folder.
    const { rows, ...figures } = results;
    terminal.json({ ...figures, questions: rows.length }, 2);
  } else terminal.answer(resultsText(results));
  return EXIT.done;
}
