import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { AnswerRequest } from '../answerRequest.ts';
import { answerTurn } from '../answerTurn.ts';
import { cacheOption, readCacheOption } from '../cacheOption.ts';
import { questionAndImages } from '../questionAndImages.ts';
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
import { readSliceOptions, sliceOptions } from '../sliceOptions.ts';
import { subcommand } from '../subcommand.ts';

export const ask = subcommand<AnswerRequest>({
  name: 'ask',
  declare() {
    const command = new Command('ask')
      .summary('asks about one or more images')
      .description(
        'Asks about one or more images: DICOM, PNG, JPEG, TIFF, WebP or NIfTI files, or slices of a folder, a DICOMDIR or a ZIP.',
      )
      .usage('IMAGE… "QUESTION" [options]')
      .argument('[words...]', 'the images, and the question in quotes, first or last');
    for (const option of [
      ...modelOptions(),
      ...answerOptions(),
      ...imageOptions(),
      ...sliceOptions(),
      damagedOption(),
      cacheOption(),
      jsonOption(),
    ])
      command.addOption(option);
    return command;
  },
  read(words, values) {
    const { question, images } = questionAndImages(words, existsSync);
    return {
      prompt: { id: 'question', text: question },
      images,
      model: readModelOptions(values),
      sampling: readSampling(values),
      image: readImageOptions(values),
      slice: readSliceOptions(values),
      allowDamaged: values['allowDamaged'] === true,
      cache: readCacheOption(values),
      json: values['json'] === true,
    };
  },
  run: answerTurn,
});
