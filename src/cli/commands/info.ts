import { Command } from 'commander';
import { featuresOfMachine } from '../../engine/cpuFeatures.ts';
import { describeBytes } from '../../engine/describeBytes.ts';
import { describeMemoryParts } from '../../engine/describeMemory.ts';
import { describePair } from '../../engine/describePair.ts';
import type { PairDescription } from '../../engine/describePair.ts';
import { freeRam } from '../../engine/freeRam.ts';
import { planMemory } from '../../engine/memoryPlan.ts';
import type { MemoryPlan } from '../../protocol/memoryPlan.ts';
import { modelPair } from '../modelPair.ts';
import { jsonOption, modelOptions, readModelOptions, type ModelOptions } from '../sharedOptions.ts';
import { EXIT, subcommand } from '../subcommand.ts';
import { UsageError } from '../usageError.ts';

interface InfoRequest {
  readonly model: ModelOptions;
  readonly json: boolean;
}

/** What a model and its projector are, from their headers; nothing is loaded. */
export const info = subcommand<InfoRequest>({
  name: 'info',
  declare() {
    const command = new Command('info')
      .summary('says what the model files are, and the memory they take')
      .description('Says what the model files are, and the memory they take. Nothing is loaded.')
      .usage('[MODEL [MMPROJ]] [options]')
      .argument('[files...]', 'the language model and its image projector (GGUF); default: the demo model');
    for (const option of [...modelOptions(), jsonOption()]) command.addOption(option);
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
      json: values['json'] === true,
    };
  },
  async run({ model, json }, { packageRoot, terminal }) {
    const description = await describePair(await modelPair(model, packageRoot), model.contextSize);
    const machine = { ram: freeRam(), vram: undefined, features: featuresOfMachine() };
    const plan = planMemory(description, model, machine);
    if (json) terminal.json({ ...infoJson(description), memory: plan }, 2);
    else terminal.answer(infoText(description, plan));
    return EXIT.done;
  },
});

/** Without the folders: a person may paste this into a public issue. */
function infoJson({ model, projector, ...rest }: PairDescription): object {
  const { path: _path, chatTemplate: _chatTemplate, weights: _weights, ...modelInfo } = model;
  if (projector === undefined) return { model: modelInfo, projector: null, ...rest };
  const { path: _projectorPath, ...projectorInfo } = projector;
  return { model: modelInfo, projector: projectorInfo, ...rest };
}

function infoText({ model, projector, template }: PairDescription, memory: MemoryPlan): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Model', `${model.fileName} (${describeBytes(model.fileBytes)})`],
    ['Name', model.name + (model.isDemo ? ' — a demo that knows synthetic phantoms only' : '')],
    [
      'Architecture',
      `${model.architecture}, ${describeCount(model.parameters)} parameters, ${model.layers} layers of width ${model.width}`,
    ],
    ['File type', model.fileType],
    ['Context', `trained on ${model.trainedContextSize} tokens`],
    ['Template', template === 'mistral_instruct' ? "mistral_instruct (LLaVA-Med's own)" : "the file's own"],
    ...(projector === undefined
      ? ([['Projector', 'none: this model will not see images']] as const)
      : ([
          [
            'Projector',
            `${projector.fileName} (${describeBytes(projector.fileBytes)}), ${projector.type}, ${projector.fileType}`,
          ],
          [
            'Images',
            `${projector.imageSize}×${projector.imageSize} in patches of ${projector.patchSize}, ${projector.tokensPerImage > 0 ? `${projector.tokensPerImage} tokens each` : 'tokens depend on the image'}`,
          ],
        ] as const)),
    ['Memory', `about ${describeBytes(memory.needsBytes)} for a conversation of ${memory.contextSize} tokens`],
    ['', describeMemoryParts(memory)],
    ['', `${describeBytes(memory.freeBytes)} are free${memory.fits ? '' : ': too little'}`],
    ...(memory.remedy === undefined ? memory.decisions : [memory.remedy]).map((said) => ['', said] as const),
  ];
  return rows.map(([label, value]) => `${label.padEnd(13)} ${value}\n`).join('');
}

function describeCount(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(2)} billion`;
  return count >= 1e6 ? `${(count / 1e6).toFixed(1)} million` : String(count);
}
