/** What a model and its projector are, as rows of a label and a text: the command line's `info` and the Inspect page. */
import type { MemoryPlan } from '../protocol/memoryPlan.ts';
import { describeBytes } from '../text/describeBytes.ts';
import type { PairDescription } from '../weights/pair/describePair.ts';
import type { PairOrigin } from '../weights/inspect/pairOrigin.ts';
import { describeMemoryParts } from './describeMemory.ts';

const templateTexts: Readonly<Record<PairDescription['template'], string>> = {
  mistral_instruct: "mistral_instruct (LLaVA-Med's own)",
  vicuna_v1: "vicuna_v1 (LLaVA 1.5's own)",
  simple: "simple (LLaVA-Med v1.0's own)",
  gguf: "the file's own",
};

/** An empty label goes on with the row before. */
export type PairRow = readonly [label: string, text: string];

export function pairRows(
  { model, projector, template }: PairDescription,
  origin: PairOrigin,
  memory: MemoryPlan,
): readonly PairRow[] {
  return [
    ['Model', `${model.fileName} (${describeBytes(model.fileBytes)})`],
    ['Name', model.name + (model.isDemo ? ' — a demo that knows synthetic phantoms only' : '')],
    [
      'Architecture',
      `${model.architecture}, ${describeCount(model.parameters)} parameters, ${model.layers} layers of width ${model.width}`,
    ],
    ['File type', model.fileType],
    ['Context', contextText(model.trainedContextSize, origin.trainedLength)],
    ['Template', templateTexts[template]],
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
          ['Vision tower', origin.tower ?? `${projector.layers} layers of width ${projector.encoderWidth}`],
        ] as const)),
    ...(origin.license === undefined ? [] : ([['Licence', origin.license]] as const)),
    ...(origin.source === undefined ? [] : ([['Source', origin.source]] as const)),
    ...(origin.convertedBy === undefined ? [] : ([['Converted by', origin.convertedBy]] as const)),
    ['Memory', `about ${describeBytes(memory.needsBytes)} for a conversation of ${memory.contextSize} tokens`],
    ['', describeMemoryParts(memory)],
    ['', `${describeBytes(memory.freeBytes)} are free${memory.fits ? '' : ': too little'}`],
    ...(memory.remedy === undefined ? memory.decisions : [memory.remedy]).map((said) => ['', said] as const),
  ];
}

function contextText(possible: number, trained: number | undefined): string {
  return trained === undefined || trained === possible
    ? `trained on ${possible} tokens`
    : `${possible} tokens are possible; trained on ${trained}`;
}

function describeCount(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(2)} billion`;
  return count >= 1e6 ? `${(count / 1e6).toFixed(1)} million` : String(count);
}
