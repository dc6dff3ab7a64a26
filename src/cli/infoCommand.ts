/** `info`: what a model and its projector are, from their headers; nothing is loaded. */
import { describeBytes } from '../engine/describeBytes.ts';
import { describePair } from '../engine/describePair.ts';
import type { PairDescription } from '../engine/describePair.ts';
import type { ModelPair } from '../protocol/engine.ts';
import type { CommonOptions } from './commandLine.ts';
import type { Terminal } from './terminal.ts';

export async function runInfoCommand(
  pair: ModelPair,
  { contextSize, json }: CommonOptions,
  terminal: Terminal,
): Promise<void> {
  const description = await describePair(pair, contextSize);
  terminal.answer(json ? `${JSON.stringify(infoJson(description), undefined, 2)}\n` : infoText(description));
}

/** Without the folders: a person may paste this into a public issue. */
function infoJson({ model, projector, ...rest }: PairDescription): object {
  const { path: _path, chatTemplate: _chatTemplate, ...modelInfo } = model;
  if (projector === undefined) return { model: modelInfo, projector: null, ...rest };
  const { path: _projectorPath, ...projectorInfo } = projector;
  return { model: modelInfo, projector: projectorInfo, ...rest };
}

function infoText({ model, projector, template, contextSize, memory }: PairDescription): string {
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
    ['Memory', `about ${describeBytes(memory.total)} for a conversation of ${contextSize} tokens`],
    [
      '',
      `weights ${describeBytes(memory.weights)}, KV cache ${describeBytes(memory.cache)}, projector ${describeBytes(memory.projector)}, work space ${describeBytes(memory.compute)}`,
    ],
  ];
  return rows.map(([label, value]) => `${label.padEnd(13)} ${value}\n`).join('');
}

function describeCount(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(2)} billion`;
  return count >= 1e6 ? `${(count / 1e6).toFixed(1)} million` : String(count);
}
