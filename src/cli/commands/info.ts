import { Command, Option } from 'commander';
import { featuresOfMachine } from '../../engine/cpuFeatures.ts';
import { freeRam } from '../../engine/freeRam.ts';
import { planMemory } from '../../engine/memoryPlan.ts';
import { pairRows } from '../../engine/pairRows.ts';
import { sha256OfFile } from '../../files/sha256OfFile.ts';
import type { ModelPair } from '../../protocol/engine.ts';
import { areOnePair, type PairReport } from '../../protocol/pairReport.ts';
import { inspectPair } from '../../weights/inspect/inspectPair.ts';
import { mendProjector } from '../../weights/inspect/mendProjector.ts';
import { readPairOrigin } from '../../weights/inspect/pairOrigin.ts';
import { describePair } from '../../weights/pair/describePair.ts';
import type { PairDescription } from '../../weights/pair/describePair.ts';
import { modelPair } from '../modelPair.ts';
import { jsonOption, modelOptions, readModelOptions, type ModelOptions } from '../sharedOptions.ts';
import { EXIT, subcommand, type CliContext, type ExitCode } from '../subcommand.ts';
import { UsageError } from '../usageError.ts';

interface InfoRequest {
  readonly model: ModelOptions;
  readonly hashes: boolean;
  /** Where a copy of the projector goes that is right. */
  readonly mendTo: string | undefined;
  readonly json: boolean;
}

/** What a model and its projector are, and whether they are right, from their headers; nothing is loaded. */
export const info = subcommand<InfoRequest>({
  name: 'info',
  declare() {
    const command = new Command('info')
      .summary('says what the model files are, and whether they can be trusted')
      .description(
        'Says what the model files are, whether they can be trusted together, and the memory they take. Nothing is loaded. Exit code 1: the pair is wrong.',
      )
      .usage('[MODEL [MMPROJ]] [options]')
      .argument('[files...]', 'the language model and its image projector (GGUF); default: the demo model');
    for (const option of [
      ...modelOptions(),
      new Option('--sha256', 'with the SHA-256 of both files'),
      new Option(
        '--mend <file>',
        'write a copy of a projector that is wrong and can be put right without the checkpoint',
      ),
      jsonOption(),
    ])
      command.addOption(option);
    return command;
  },
  read(words, values) {
    const [modelPath, projectorPath, ...more] = words;
    if (more.length > 0) throw new UsageError('info takes a model and its projector, no more.');
    const model = readModelOptions(values);
    if (modelPath !== undefined && model.modelPath !== undefined)
      throw new UsageError('Name the model once: as an argument or with --model.');
    return {
      model: modelPath === undefined ? model : { ...model, modelPath, projectorPath },
      hashes: values['sha256'] === true,
      mendTo: values['mend'] as string | undefined,
      json: values['json'] === true,
    };
  },
  run: tellAboutPair,
});

async function tellAboutPair(
  { model, hashes, mendTo, json }: InfoRequest,
  { packageRoot, terminal, signal }: CliContext,
): Promise<ExitCode> {
  const pair = await modelPair(model, packageRoot);
  const report = await inspectPair(pair);
  if (mendTo !== undefined) {
    if (pair.projectorPath === undefined) throw new UsageError('--mend needs the projector: name it after the model.');
    await mendProjector(pair.projectorPath, mendTo, { signal });
    terminal.note(`The mended copy is ${mendTo}. The projector itself is as it was.`);
  }
  // Files that do not fit together are described no further.
  const description = areOnePair(report.findings) ? await describePair(pair, model.contextSize) : undefined;
  const machine = { ram: freeRam(), vram: undefined, features: featuresOfMachine() };
  const memory = description && planMemory(description, model, machine);
  const sha256 = hashes ? await hashesOf(pair, signal) : undefined;
  if (json) terminal.json({ ...(description && infoJson(description)), memory, sha256, ...report }, 2);
  else {
    const rows = [
      ...(description === undefined || memory === undefined
        ? []
        : pairRows(description, await readPairOrigin(pair), memory)),
      ...(sha256 === undefined
        ? []
        : ([
            ['SHA-256', `${sha256.model} (model)`],
            ['', `${sha256.projector ?? 'none'} (projector)`],
          ] as const)),
      ...reportRows(report),
    ];
    terminal.answer(rows.map(([label, value]) => `${label.padEnd(13)} ${value}\n`).join(''));
  }
  return report.verdict === 'wrong' && mendTo === undefined ? EXIT.failed : EXIT.done;
}

function reportRows({ verdict, findings }: PairReport): readonly (readonly [string, string])[] {
  if (findings.length === 0) return [['Verdict', 'right, as far as the headers tell']];
  return [
    ['Verdict', verdict],
    ...findings.flatMap(({ message, remedy }) => [['', message] as const, ['', remedy] as const]),
  ];
}

async function hashesOf(
  { modelPath, projectorPath }: ModelPair,
  signal: AbortSignal,
): Promise<{ model: string; projector: string | undefined }> {
  return {
    model: await sha256OfFile(modelPath, signal),
    projector: projectorPath === undefined ? undefined : await sha256OfFile(projectorPath, signal),
  };
}

/** Without the folders: a person may paste this into a public issue. */
function infoJson({ model, projector, ...rest }: PairDescription): object {
  const { path: _path, chatTemplate: _chatTemplate, weights: _weights, ...modelInfo } = model;
  if (projector === undefined) return { model: modelInfo, projector: null, ...rest };
  const { path: _projectorPath, ...projectorInfo } = projector;
  return { model: modelInfo, projector: projectorInfo, ...rest };
}
