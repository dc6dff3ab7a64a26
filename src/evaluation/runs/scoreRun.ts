/**
 * The results of a run as it stands: after its end, or while it goes on. Their texts are English, as other programs read
 * the file; the page looks them up.
 */
import { basename } from 'node:path';
import { writeWhole } from '../../files/writeWhole.ts';
import type { EvaluationResults } from '../../protocol/evaluationResults.ts';
import { resultsOf } from '../results/resultsOf.ts';
import type { QuestionsToScore, ScoredQuestion } from '../results/scoredQuestions.ts';
import { readLeftOut } from './answerRun.ts';
import { readJudgements } from './judgeRun.ts';
import { readQuestions } from './questionsFile.ts';
import { runAnswers, type RunAnswer } from './runAnswers.ts';
import { runErrors } from './runErrors.ts';
import { runPaths } from './runFolder.ts';
import { readManifest, type RunManifest } from './runManifest.ts';
import { inShard } from './shards.ts';

const KINDS = { chat: 'Visual chat', vqa: 'VQA', report: 'Report drafts' } as const;

/** Rejects with a `RunError` where the folder holds no run, or with the signal's reason. */
export async function scoreRun(folder: string, signal?: AbortSignal): Promise<EvaluationResults> {
  const manifest = await readManifest(folder);
  if (manifest === undefined) throw runErrors.noRun(folder);
  const paths = runPaths(folder);
  const asked = await readQuestions(paths.questions);
  const answers = await runAnswers(folder);
  const why = new Map((await readLeftOut(paths.leftOut)).map((bad) => [bad.line, bad.why]));
  const wanted = inShard(
    asked.map(({ item }) => item),
    manifest.shard,
  );
  const questions = asked
    .map(({ item }, index): ScoredQuestion => ({
      item,
      answer: answers.get(index + 1)?.text,
      leftOut: why.get(index + 1),
    }))
    .filter((_, index) => wanted[index] === true);
  const first = [...answers.values()][0];
  const scored: QuestionsToScore = {
    kind: manifest.kind,
    title: `${KINDS[manifest.kind]}: ${manifest.set.file}${first === undefined ? '' : ` — ${first.model_id}`}`,
    questions,
    judgements: await readJudgements(folder),
    facts: factsOf(manifest, first),
    warnings: warningsOf(manifest, [...answers.values()]),
    split: manifest.set.split,
  };
  return resultsOf(scored, signal);
}

/** As `scoreRun`, and keeps them in the run's folder. */
export async function writeResults(folder: string, signal?: AbortSignal): Promise<EvaluationResults> {
  const results = await scoreRun(folder, signal);
  const path = runPaths(folder).results;
  await writeWhole(path, `${JSON.stringify(results)}\n`);
  return results;
}

function factsOf(manifest: RunManifest, first: RunAnswer | undefined): EvaluationResults['facts'] {
  const { set, shard, judge, sampling } = manifest;
  const settings = first?.metadata.settings;
  return [
    { name: 'Questions', value: set.split ?? `${set.items} of ${set.file}` },
    { name: 'Question file', value: `${basename(set.file)}, SHA-256 ${set.sha256.slice(0, 12)}` },
    ...(first === undefined || settings === undefined
      ? []
      : [
          { name: 'Model', value: `${first.model_id}, SHA-256 ${settings.model_sha256.slice(0, 12)}` },
          ...(settings.projector_sha256 === ''
            ? []
            : [{ name: 'Projector', value: `SHA-256 ${settings.projector_sha256.slice(0, 12)}` }]),
          { name: 'Runs on', value: `${settings.backend}, context of ${settings.context_size} tokens` },
          ...(settings.in_eight_bits.length === 0
            ? []
            : [{ name: 'In 8 bits', value: settings.in_eight_bits.join(', ') }]),
        ]),
    {
      name: 'Answers',
      value: `temperature ${sampling.temperature}, top-p ${sampling.topP}, at most ${sampling.maxTokens} tokens, seed ${sampling.seed}`,
    },
    ...(manifest.textOnly ? [{ name: 'Asked with', value: 'the caption in place of the image' }] : []),
    ...(shard === undefined ? [] : [{ name: 'Part', value: `${shard.index} of ${shard.count}` }]),
    ...(judge === undefined
      ? []
      : [{ name: 'Judge', value: `${judge.name}${judge.orders.length > 1 ? ', both orders' : ''}` }]),
    { name: 'Program', value: manifest.program },
  ];
}

function warningsOf({ set, shard }: RunManifest, answers: readonly RunAnswer[]): string[] {
  const meaningless = answers.filter(({ metadata }) => metadata.image?.phantom === false).length;
  return [
    ...(meaningless === 0
      ? []
      : [`The demo model knows drawn phantoms only: ${meaningless} answers about other images mean nothing.`]),
    ...(set.unreadable === 0
      ? []
      : [
          `${set.unreadable === 1 ? '1 row' : `${set.unreadable} rows`} of ${set.file} could not be read, or not whole.`,
        ]),
    ...(set.notAsked === undefined
      ? []
      : [`${set.notAsked === 1 ? '1 question' : `${set.notAsked} questions`} of ${set.file} could not be asked.`]),
    ...(shard === undefined ? [] : ['A part of a run: merge all parts for the figures of the whole.']),
  ];
}
