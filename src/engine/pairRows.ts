/** What a model and its projector are, as rows of a label and a text: the command line's `info` and the Inspect page. */
import { t } from '@vscode/l10n';
import type { MemoryPlan } from '../protocol/memoryPlan.ts';
import { describeBytes } from '../text/describeBytes.ts';
import type { PairDescription } from '../weights/pair/describePair.ts';
import type { PairOrigin } from '../weights/inspect/pairOrigin.ts';
import type { ProjectorInfo } from '../weights/pair/projectorInfo.ts';
import { describeMemoryParts } from './describeMemory.ts';

const templateTexts: Readonly<Record<PairDescription['template'], () => string>> = {
  mistral_instruct: () => t`mistral_instruct (LLaVA-Med's own)`,
  vicuna_v1: () => t`vicuna_v1 (LLaVA 1.5's own)`,
  simple: () => t`simple (LLaVA-Med v1.0's own)`,
  gguf: () => t`the file's own`,
};

/** An empty label goes on with the row before. */
export type PairRow = readonly [label: string, text: string];

export function pairRows(
  { model, projector, template }: PairDescription,
  origin: PairOrigin,
  memory: MemoryPlan,
): readonly PairRow[] {
  return [
    [t`Model`, `${model.fileName} (${describeBytes(model.fileBytes)})`],
    [t`Name`, model.isDemo ? t`${model.name} — a demo that knows synthetic phantoms only` : model.name],
    [
      t`Architecture`,
      t`${model.architecture}, ${describeCount(model.parameters)} parameters, ${model.layers} layers of width ${model.width}`,
    ],
    [t`File type`, model.fileType],
    [t`Context`, contextText(model.trainedContextSize, origin.trainedLength)],
    [t`Template`, templateTexts[template]()],
    ...(projector === undefined
      ? ([[t`Projector`, t`none: this model will not see images`]] as const)
      : ([
          [
            t`Projector`,
            `${projector.fileName} (${describeBytes(projector.fileBytes)}), ${projector.type}, ${projector.fileType}`,
          ],
          [t`Images`, imagesText(projector)],
          [t`Vision tower`, origin.tower ?? t`${projector.layers} layers of width ${projector.encoderWidth}`],
        ] as const)),
    ...(origin.license === undefined ? [] : ([[t`Licence`, origin.license]] as const)),
    ...(origin.source === undefined ? [] : ([[t`Source`, origin.source]] as const)),
    ...(origin.convertedBy === undefined ? [] : ([[t`Converted by`, origin.convertedBy]] as const)),
    [t`Memory`, t`about ${describeBytes(memory.needsBytes)} for a conversation of ${memory.contextSize} tokens`],
    ['', describeMemoryParts(memory)],
    [
      '',
      memory.fits
        ? t`${describeBytes(memory.freeBytes)} are free`
        : t`${describeBytes(memory.freeBytes)} are free: too little`,
    ],
    ...(memory.remedy === undefined ? memory.decisions : [memory.remedy]).map((said) => ['', said] as const),
  ];
}

function imagesText({ imageSize, patchSize, tokensPerImage }: ProjectorInfo): string {
  return tokensPerImage > 0
    ? t`${imageSize}×${imageSize} in patches of ${patchSize}, ${tokensPerImage} tokens each`
    : t`${imageSize}×${imageSize} in patches of ${patchSize}, tokens depend on the image`;
}

function contextText(possible: number, trained: number | undefined): string {
  return trained === undefined || trained === possible
    ? t`trained on ${possible} tokens`
    : t`${possible} tokens are possible; trained on ${trained}`;
}

function describeCount(count: number): string {
  if (count >= 1e9) return t`${(count / 1e9).toFixed(2)} billion`;
  return count >= 1e6 ? t`${(count / 1e6).toFixed(1)} million` : String(count);
}
