import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { convert as convertCheckpoint } from '../../conversion/converter.ts';
import { describeConversion } from '../../conversion/describeConversion.ts';
import { MODEL_TYPES, PROJECTOR_TYPES, type ModelType, type ProjectorType } from '../../protocol/conversion.ts';
import { oneOf } from '../optionValues.ts';
import { programVersion } from '../programVersion.ts';
import { jsonOption } from '../sharedOptions.ts';
import { EXIT, subcommand, type CliContext, type ExitCode } from '../subcommand.ts';
import { UsageError } from '../usageError.ts';

interface ConvertRequest {
  readonly source: string;
  readonly outFolder: string;
  readonly modelType: ModelType;
  readonly projectorType: ProjectorType;
  readonly towerFolder: string | undefined;
  readonly checks: boolean;
  readonly json: boolean;
}

/** A published checkpoint becomes a model and a projector that run here. */
export const convert = subcommand<ConvertRequest>({
  name: 'convert',
  declare() {
    const command = new Command('convert')
      .summary('makes a GGUF pair of a published LLaVA-Med or LLaVA 1.5 checkpoint')
      .description(
        'Makes a model and its projector (GGUF) of a published checkpoint of LLaVA-Med or LLaVA 1.5 (safetensors), and compares what they compute with the checkpoint itself.',
      )
      .usage('CHECKPOINT OUT-FOLDER [options]')
      .argument('[folders...]', 'the folder that the checkpoint was downloaded to, and the one for the result');
    for (const option of [
      new Option('--type <type>', `how the language model is stored: ${MODEL_TYPES.join(', ')}`)
        .argParser(oneOf('type', MODEL_TYPES))
        .default('q4_k_m', 'q4_k_m'),
      new Option('--projector-type <type>', `how the vision encoder is stored: ${PROJECTOR_TYPES.join(', ')}`)
        .argParser(oneOf('projector-type', PROJECTOR_TYPES))
        .default('f16', 'f16'),
      new Option(
        '--vision-tower <folder>',
        'CLIP model (openai/clip-vit-large-patch14-336; for LLaVA-Med v1.0 openai/clip-vit-large-patch14) to use in place of the vision tower inside, as the reference code does',
      ),
      new Option('--no-check', 'do not compare the result with the checkpoint'),
    ])
      command.addOption(option.helpGroup('Convert:'));
    return command.addOption(jsonOption());
  },
  read(words, values) {
    const [source, outFolder, ...more] = words;
    if (source === undefined || outFolder === undefined || more.length > 0)
      throw new UsageError("convert takes the checkpoint's folder and the folder for the result.");
    return {
      source: resolve(source),
      outFolder: resolve(outFolder),
      modelType: values['type'] as ModelType,
      projectorType: values['projectorType'] as ProjectorType,
      towerFolder: values['visionTower'] === undefined ? undefined : resolve(values['visionTower'] as string),
      checks: values['check'] !== false,
      json: values['json'] === true,
    };
  },
  run: runConversion,
});

async function runConversion(
  { checks, json, ...request }: ConvertRequest,
  { packageRoot, distDir, terminal, signal }: CliContext,
): Promise<ExitCode> {
  const program = `llava-med ${await programVersion(packageRoot)}`;
  const describe = describeConversion();
  const { pair, notes } = await convertCheckpoint(
    {
      request: { ...request, program },
      checks,
      onProgress: (progress) => {
        const { stage, detail } = describe(progress);
        terminal.progress(`${stage}…`, ` ${detail}`);
      },
    },
    { childPath: join(distDir, 'conversionChild.mjs'), engineChildPath: join(distDir, 'engineChild.mjs') },
    signal,
  );
  if (json) terminal.json({ ...pair, notes }, 2);
  else terminal.answer(`Model      ${pair.modelPath}\nProjector  ${pair.projectorPath}\n`);
  for (const note of notes) terminal.note(note);
  if (!json)
    terminal.note(
      `Ask it: llava-med ask IMAGE "…" --model ${JSON.stringify(pair.modelPath)} --mmproj ${JSON.stringify(pair.projectorPath)}`,
    );
  return EXIT.done;
}
