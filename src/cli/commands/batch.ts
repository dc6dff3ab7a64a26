import { Command, Option } from 'commander';
import type { BatchRequest } from '../batch/batchRequest.ts';
import { batchRun } from '../batch/batchRun.ts';
import { cacheOption, readCacheOption } from '../cacheOption.ts';
import {
  answerOptions,
  damagedOption,
  imageOptions,
  jsonOption,
  modelOptions,
  readImageOptions,
  readModelOptions,
  readSampling,
} from '../sharedOptions.ts';
import { subcommand } from '../subcommand.ts';
import { UsageError } from '../usageError.ts';

/** A file of questions about images to a file of answers, resumable. */
export const batch = subcommand<BatchRequest>({
  name: 'batch',
  declare() {
    const command = new Command('batch')
      .summary('answers a file of questions about images')
      .description(
        "Answers a file of questions about images into a file of answers, one JSON object a line, with the fields of LLaVA-Med's evaluation: question_id, image, text. Stopped or killed, the same command goes on where it ended, to the same file as in one go. A line that cannot be answered is reported and left out (exit code 3); the same command asks it again.",
      )
      .usage('QUESTIONS --out ANSWERS [options]')
      .argument('[files...]', 'the file of questions');
    for (const option of [
      new Option('--out <file>', 'the file of answers'),
      new Option('--images <folder>', "that the images' paths count from; default: the folder of the questions"),
      new Option('--overwrite', 'start anew, whatever is in the file of answers'),
    ])
      command.addOption(option.helpGroup('Batch:'));
    for (const option of [
      ...modelOptions(),
      ...answerOptions(),
      ...imageOptions(),
      damagedOption(),
      cacheOption(),
      jsonOption(),
    ])
      command.addOption(option);
    return command;
  },
  read(words, values) {
    const [questionsPath, ...more] = words;
    if (questionsPath === undefined || more.length > 0) throw new UsageError('batch takes one file of questions.');
    const answersPath = values['out'] as string | undefined;
    if (answersPath === undefined || answersPath === '')
      throw new UsageError('batch needs a file for the answers: --out ANSWERS.jsonl.');
    return {
      questionsPath,
      answersPath,
      imagesFolder: values['images'] as string | undefined,
      overwrite: values['overwrite'] === true,
      model: readModelOptions(values),
      sampling: readSampling(values),
      image: readImageOptions(values),
      allowDamaged: values['allowDamaged'] === true,
      cache: readCacheOption(values),
      json: values['json'] === true,
    };
  },
  run: batchRun,
});
