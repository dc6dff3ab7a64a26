/** A file of questions, answered into a file of answers: from the start, or on from where an earlier run ended. */
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { NotRegularFile, regularFileState } from '../../files/regularFile.ts';
import { createLocalServices } from '../../assistant/localServices.ts';
import { cacheSettings } from '../cacheOption.ts';
import { modelPair } from '../modelPair.ts';
import { programVersion } from '../programVersion.ts';
import { loadOptions } from '../sharedOptions.ts';
import { EXIT, type CliContext, type ExitCode } from '../subcommand.ts';
import { UsageError } from '../usageError.ts';
import { answerOpenQuestions } from '../../batch/answerOpenQuestions.ts';
import type { BatchRequest } from './batchRequest.ts';
import { batchErrors, BatchError } from '../../batch/batchErrors.ts';
import { chosenSettings } from '../../batch/batchSettings.ts';
import { BatchTally } from './batchTally.ts';
import { TerminalEvents } from './terminalEvents.ts';
import { knownAnswers, NO_ANSWERS, requireSameSettings, type KnownAnswers } from '../../batch/knownAnswers.ts';
import { surveyedQuestions, type SurveyedQuestions } from '../../batch/surveyedQuestions.ts';

export async function batchRun(request: BatchRequest, context: CliContext): Promise<ExitCode> {
  try {
    return await run(request, context);
  } catch (error) {
    if (error instanceof BatchError && OF_THE_COMMAND_LINE.includes(error.code)) throw new UsageError(error.message);
    throw error;
  }
}

/** Another word on the command line mends it. */
const OF_THE_COMMAND_LINE: readonly BatchError['code'][] = ['questionsUnreadable', 'answersNoFile'];

async function run(request: BatchRequest, context: CliContext): Promise<ExitCode> {
  const { questionsPath, answersPath, json } = request;
  const { terminal, signal } = context;
  await refuseOneFile(request);
  const known = request.overwrite ? await nothing(answersPath) : await knownAnswers(answersPath);
  const chosen = chosenSettings(await programVersion(context.packageRoot), request.sampling, request.image);
  requireSameSettings(answersPath, known, chosen);
  const survey = await surveyedQuestions(questionsPath, known, answersPath);
  const tally = new BatchTally(answersPath, survey.count + survey.bad.length, known.answers.length);
  const name = basename(questionsPath);
  tellSurvey(survey, name, (text) => terminal.note(text));
  for (const bad of survey.bad) tally.leaveOut(bad);
  if (survey.count === 0 && survey.bad.length === 0) {
    terminal.note(`llava-med: There is no question in ${name}, so nothing was asked.`);
    return EXIT.failed;
  }
  try {
    if (survey.count > 0) await answer();
  } catch (error) {
    if (signal.aborted) terminal.note(`Stopped: ${tally.standing()}. The same command goes on from there.`);
    else if (tally.answered > 0) terminal.note(`${tally.standing()}. The same command goes on from there.`);
    if (!signal.aborted) throw error;
    if (json) terminal.json(tally.json(true), 2);
    return EXIT.stopped;
  }
  if (json) terminal.json(tally.json(false), 2);
  else terminal.answer(`${tally.text()}\n`);
  return tally.leftOut > 0 ? EXIT.leftOut : EXIT.done;

  async function answer(): Promise<void> {
    const pair = await modelPair(request.model, context.packageRoot);
    const settings = { load: () => loadOptions(request.model, pair), sampling: () => request.sampling };
    const services = createLocalServices({
      distDir: context.distDir,
      settings,
      caches: () => cacheSettings(request.cache),
    });
    try {
      const images = { ...request, folder: request.imagesFolder ?? dirname(questionsPath) };
      const events = new TerminalEvents(terminal, tally, questionsPath, survey.count - known.answers.length);
      await answerOpenQuestions({ ...request, images, chosen, known, services, events, signal });
    } finally {
      terminal.clearProgress();
      await services.dispose();
    }
  }
}

function tellSurvey({ bad, repeatedIds }: SurveyedQuestions, name: string, note: (text: string) => void): void {
  for (const { line, why } of bad) note(`${name}:${line}: left out: ${why}.`);
  const [first] = repeatedIds;
  if (first !== undefined)
    note(
      `${name}:${first}: its question_id stood before${repeatedIds.length > 1 ? `, and so on ${repeatedIds.length - 1} more lines` : ''}. All are answered; metadata.line tells them apart.`,
    );
}

/** What is there goes, if it is a file. */
async function nothing(path: string): Promise<KnownAnswers> {
  try {
    await regularFileState(path);
  } catch (error) {
    if (error instanceof NotRegularFile) throw batchErrors.answersNoFile(error.what);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return NO_ANSWERS;
}

/** By what they are, not by their names: a link leads to the same file. */
async function refuseOneFile({ questionsPath, answersPath }: BatchRequest): Promise<void> {
  const [questions, answers] = await Promise.all(
    [questionsPath, answersPath].map((path) => stat(path, { bigint: true }).catch(() => undefined)),
  );
  if (questions === undefined || answers === undefined) return;
  if (questions.dev === answers.dev && questions.ino === answers.ino)
    throw new UsageError('--out is the file of questions itself: name another file for the answers.');
}
