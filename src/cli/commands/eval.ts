import { Command } from 'commander';
import { cacheOption } from '../cacheOption.ts';
import { evalOptions } from '../evaluation/evalOptions.ts';
import type { EvalRequest } from '../evaluation/evalRequest.ts';
import { readEval } from '../evaluation/readEval.ts';
import { runEval } from '../evaluation/runEval.ts';
import { answerOptions, damagedOption, jsonOption, modelOptions } from '../sharedOptions.ts';
import { EVALUATION_SAMPLING } from '../../evaluation/runs/startRun.ts';
import { subcommand } from '../subcommand.ts';

/** A model measured on sets of questions with right answers. */
export const evaluate = subcommand<EvalRequest>({
  name: 'eval',
  declare() {
    const command = new Command('eval')
      .summary('measures a model: visual chat, VQA, report drafts')
      .description(
        "Measures a model on a set of questions with right answers. SET is a file as published: LLaVA-Med's visual chat or VQA, VQA-RAD, SLAKE, PathVQA (parquet), JSON lines of image, question and answer, or of image and report. A run is a folder; stopped or killed, the same command goes on where it ended, to the same files as in one go.",
      )
      .usage(
        'chat|vqa|report SET --out RUN [options]\nllava-med eval score RUN\nllava-med eval score --questions SET --answers FILE\nllava-med eval merge PART PART… --out RUN\nllava-med eval quality --out FOLDER\nllava-med eval phantoms --out FOLDER',
      )
      .argument('[words...]', 'what to do, and on which files');
    for (const option of [
      ...evalOptions(),
      ...modelOptions(),
      ...answerOptions(EVALUATION_SAMPLING),
      damagedOption(),
      cacheOption(),
      jsonOption(),
    ])
      command.addOption(option);
    return command;
  },
  read: readEval,
  run: runEval,
});
