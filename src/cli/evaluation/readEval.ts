/** The command line of `llava-med eval` as data. */
import { EVALUATION_KINDS, type EvaluationKind } from '../../protocol/evaluationResults.ts';
import type { Shard } from '../../evaluation/runs/runManifest.ts';
import { readCacheOption } from '../cacheOption.ts';
import { readModelOptions, readSampling } from '../sharedOptions.ts';
import type { OptionValues } from '../subcommand.ts';
import { UsageError } from '../usageError.ts';
import { readJudge } from './evalOptions.ts';
import type { EvalRequest, EvalRun, EvalScore } from './evalRequest.ts';

const WHAT = [...EVALUATION_KINDS, 'score', 'merge', 'quality', 'phantoms'] as const;

export function readEval(words: readonly string[], values: OptionValues): EvalRequest {
  const [what, ...files] = words;
  const json = values['json'] === true;
  switch (what) {
    case 'chat':
    case 'vqa':
    case 'report':
      return { json, ...readRun(what, files, values) };
    case 'score':
      return { json, ...readScore(files, values) };
    case 'merge':
      if (files.length < 2) throw new UsageError('eval merge takes the folders of all parts.');
      return { json, what, parts: files, out: outFolder(what, values) };
    case 'phantoms':
      refuseFiles(what, files);
      return { json, what, out: outFolder(what, values), ...phantoms(values) };
    case 'quality':
      refuseFiles(what, files);
      return { json, what, out: outFolder(what, values), ...phantoms(values), model: readModelOptions(values) };
    default:
      throw new UsageError(
        `${what === undefined ? 'Say what to evaluate' : `There is no eval ${what}`}: ${WHAT.slice(0, -1).join(', ')} or ${WHAT.at(-1) ?? ''}.`,
      );
  }
}

function readRun(kind: EvaluationKind, files: readonly string[], values: OptionValues): EvalRun {
  const [first, ...more] = files;
  if (first === undefined) throw new UsageError(`eval ${kind} takes a file of questions with right answers.`);
  return {
    what: 'run',
    wish: {
      folder: outFolder(kind, values),
      kind,
      setPaths: [first, ...more],
      imagesFolder: values['images'] as string | undefined,
      textOnly: values['textOnly'] === true,
      shard: values['shard'] as Shard | undefined,
      sampling: readSampling(values),
      overwrite: values['overwrite'] === true,
    },
    judge: readJudgeOf(kind, values),
    model: readModelOptions(values),
    allowDamaged: values['allowDamaged'] === true,
    cache: readCacheOption(values),
  };
}

function readJudgeOf(kind: EvaluationKind, values: OptionValues): ReturnType<typeof readJudge> {
  const judge = readJudge(values);
  if (judge !== undefined && kind === 'vqa')
    throw new UsageError('A judge scores visual chat and report drafts: eval vqa needs none.');
  if (judge?.bothOrders === true && kind === 'report')
    throw new UsageError('--both-orders belongs to eval chat: a report draft is judged with the reference first.');
  return judge;
}

function readScore(files: readonly string[], values: OptionValues): EvalScore {
  const [questions, answers] = ['questions', 'answers'].map((name) => values[name] as string | undefined);
  if (questions === undefined && answers === undefined) {
    const [folder, ...more] = files;
    if (folder === undefined || more.length > 0)
      throw new UsageError('eval score takes the folder of a run, or --questions FILE and --answers FILE.');
    return { what: 'scoreRun', folder };
  }
  refuseFiles('score', files);
  if (questions === undefined || answers === undefined)
    throw new UsageError('eval score needs both, --questions FILE and --answers FILE.');
  const kind = values['kind'] as string | undefined;
  const known = EVALUATION_KINDS.find((each) => each === kind);
  if (kind !== undefined && known === undefined)
    throw new UsageError(`--kind is ${EVALUATION_KINDS.join(', ')}; not "${kind}".`);
  return { what: 'scoreFiles', questionsPaths: [questions], answersPath: answers, kind: known };
}

function phantoms(values: OptionValues): { readonly seed: string; readonly count: number } {
  return { seed: values['setSeed'] as string, count: values['phantoms'] as number };
}

function outFolder(what: string, values: OptionValues): string {
  const out = values['out'] as string | undefined;
  if (out === undefined || out === '')
    throw new UsageError(`eval ${what} needs a folder for what it writes: --out FOLDER.`);
  return out;
}

function refuseFiles(what: string, files: readonly string[]): void {
  if (files.length > 0) throw new UsageError(`eval ${what} takes no file beside its options.`);
}
