import { basename } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { NotRegularFile, readRegularFile } from '../../files/regularFile.ts';
import { findingsPrompt, impressionPrompt, type DraftableSection } from '../../report/prompts/sectionPrompts.ts';
import type { AnswerRequest } from '../answerRequest.ts';
import { answerTurn } from '../answerTurn.ts';
import { cacheOption, readCacheOption } from '../cacheOption.ts';
import { oneOf } from '../optionValues.ts';
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
import { UsageError } from '../usageError.ts';

const SECTIONS: readonly DraftableSection[] = ['findings', 'impression'];
const DRAFT = 'Draft:';

interface DraftRequest extends Omit<AnswerRequest, 'prompt' | 'section'> {
  readonly section: DraftableSection;
  readonly findingsPath: string | undefined;
  readonly indication: string | undefined;
}

export const draft = subcommand<DraftRequest>({
  name: 'draft',
  declare() {
    const command = new Command('draft')
      .summary('drafts the Findings from images, or the Impression from findings')
      .description(
        'Drafts the Findings of a report from images, or its Impression from findings that a person has read.',
      )
      .usage('IMAGE… [options]\n       llava-med draft --section impression --findings FILE [options]')
      .argument('[images...]', 'DICOM, PNG, JPEG, TIFF, WebP or NIfTI files, or folders, DICOMDIRs or ZIPs of them');
    const own = [
      new Option('--section <name>', 'findings or impression')
        .argParser(oneOf('section', SECTIONS))
        .default('findings', 'findings'),
      new Option('--findings <file>', 'text that the impression is drafted from; - reads standard input'),
      new Option('--indication <text>', 'why the study was made; goes into the request for findings'),
    ].map((option) => option.helpGroup(DRAFT));
    for (const option of [
      ...own,
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
  read(images, values) {
    const section = values['section'] as DraftableSection;
    const [findingsPath, indication] = [values['findings'], values['indication']] as (string | undefined)[];
    if (section === 'findings') {
      if (findingsPath !== undefined)
        throw new UsageError('--findings is for drafting an impression: give --section impression as well.');
      if (images.length === 0) throw new UsageError('draft needs at least one image.');
    } else {
      if (findingsPath === undefined)
        throw new UsageError(
          'An impression is drafted from findings that a person has read: give their text with --findings FILE.',
        );
      if (images.length > 0)
        throw new UsageError('An impression is drafted from the text of the findings alone: leave the image out.');
      if (indication !== undefined) throw new UsageError('--indication is for drafting findings.');
    }
    return {
      section,
      images,
      findingsPath,
      indication,
      model: readModelOptions(values),
      sampling: readSampling(values),
      image: readImageOptions(values),
      slice: readSliceOptions(values),
      allowDamaged: values['allowDamaged'] === true,
      cache: readCacheOption(values),
      json: values['json'] === true,
    };
  },
  async run({ findingsPath, indication, ...request }, context) {
    const prompt =
      findingsPath === undefined ? findingsPrompt(indication) : impressionPrompt(await readFindings(findingsPath));
    return answerTurn({ ...request, prompt }, context);
  },
});

async function readFindings(path: string): Promise<string> {
  const findings = path === '-' ? await readAll(process.stdin) : await readText(path);
  if (findings.trim() === '')
    throw new UsageError('There are no findings to draft an impression from: the text is empty.');
  return findings;
}

async function readText(path: string): Promise<string> {
  try {
    return (await readRegularFile(path)).toString('utf8');
  } catch (error) {
    throw new UsageError(
      error instanceof NotRegularFile
        ? `The findings cannot be read from ${basename(path)}: ${error.message}. Give a text file, or - for standard input.`
        : `The findings cannot be read from ${basename(path)}: is it a text file?`,
    );
  }
}
