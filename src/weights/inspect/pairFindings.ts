/** Whether a model and a projector belong to each other, as far as their headers and names tell. */
import { t } from '@vscode/l10n';
import type { PairFinding } from '../../protocol/pairReport.ts';
import type { GgufHeader } from '../gguf/ggufHeader.ts';
import { number, text, type ModelInfo } from '../pair/modelInfo.ts';
import type { ProjectorInfo } from '../pair/projectorInfo.ts';
import { cutsTiles } from './projectorFindings.ts';

export interface OpenedPair {
  readonly model: ModelInfo;
  readonly modelHeader: GgufHeader;
  readonly projector: ProjectorInfo;
  readonly projectorHeader: GgufHeader;
}

/** Projectors of a family of language models, and the architectures that read their features. */
const families: Readonly<Record<string, RegExp>> = {
  gemma3: /^gemma3/,
  gemma3nv: /^gemma3n/,
  qwen2vl_merger: /^qwen2vl/,
  'qwen2.5vl_merger': /^qwen2/,
  qwen3vl_merger: /^qwen3/,
  // Any language model may have been given eyes in LLaVA's way, but for those that came with others.
  mlp: /^(?!gemma3|qwen2vl|qwen3vl|llama4|mistral3)/,
};

const chooseOther = (): string => t`Choose the mmproj file that was made with this model.`;

export function pairFindings(pair: OpenedPair): PairFinding[] {
  const { model, projector } = pair;
  if (projector.outputWidth !== undefined && projector.outputWidth !== model.width)
    return [
      finding(
        'wrong',
        'widthMismatch',
        t`The projector makes features of width ${projector.outputWidth}, and the model reads ${model.width}.`,
        chooseOther(),
      ),
    ];
  const architectures = families[projector.type];
  if (architectures !== undefined && !architectures.test(model.architecture))
    return [
      finding(
        'wrong',
        'otherFamily',
        t`The projector is of the kind "${projector.type}", and the model is "${model.architecture}", which was trained with another.`,
        chooseOther(),
      ),
    ];
  return [...originFindings(pair), ...projectionFindings(pair), ...tileFindings(pair), ...modelFindings(pair)];
}

function finding(
  verdict: PairFinding['verdict'],
  code: PairFinding['code'],
  message: string,
  remedy: string,
): PairFinding {
  return { verdict, code, message, remedy, isMendable: false };
}

/** Two files of one width may still be of two checkpoints: LLaVA-Med and LLaVA 1.5 are. */
function originFindings({ model, modelHeader, projector, projectorHeader }: OpenedPair): PairFinding[] {
  const [ours, theirs] = [modelHeader, projectorHeader].map((header) => text(header, 'llava_med.source.id'));
  if (ours !== undefined && theirs !== undefined && ours !== theirs)
    return [
      finding(
        'wrong',
        'otherCheckpoint',
        t`The files were made of two checkpoints: the hashes that they keep of it differ.`,
        chooseOther(),
      ),
    ];
  const [a, b] = [
    traits(`${model.name} ${model.fileName}`),
    traits(`${text(projectorHeader, 'general.name') ?? ''} ${projector.fileName}`),
  ];
  // A projector that is called mmproj-model-f16 says nothing of where it comes from.
  if (b.length === 0 || a.length === 0 || a.some((trait) => b.includes(trait))) return [];
  return [
    finding(
      'suspicious',
      'otherName',
      t`By its name the model is ${a.join(' ')}, and the projector ${b.join(' ')}.`,
      t`Make sure that both were made of one checkpoint.`,
    ),
  ];
}

/** LLaVA-Med v1.0 and the first LLaVA have a projection of one layer, the later ones of two with an activation between. */
function projectionFindings({ model, projector, projectorHeader }: OpenedPair): PairFinding[] {
  const has = (tensor: string): boolean => projectorHeader.tensors.some(({ name }) => name === tensor);
  if (projector.type !== 'mlp' || !has('mm.0.weight')) return [];
  const layers = has('mm.2.weight') ? 2 : 1;
  const wanted = projectionLayers(model);
  if (layers === (wanted ?? 2)) return [];
  if (wanted !== undefined)
    return [
      finding(
        'wrong',
        'projectionUnfit',
        layers === 1
          ? t`Its projection has one layer, and the model was trained with two.`
          : t`Its projection has two layers, and the model was trained with one.`,
        chooseOther(),
      ),
    ];
  return [
    finding(
      'suspicious',
      'projectionUnfit',
      t`Its projection has one layer, as LLaVA-Med v1.0 and the first LLaVA have it, and the model does not say that it is one of them: it may be asked by another template than it was trained with.`,
      t`Convert the checkpoint (LLaVA-Med: Convert a Checkpoint…, or llava-med convert).`,
    ),
  ];
}

/** By the template that our converter wrote, or else by the name. */
function projectionLayers({ wantedTemplate, name, fileName }: ModelInfo): 1 | 2 | undefined {
  if (wantedTemplate === 'simple') return 1;
  if (wantedTemplate !== undefined) return 2;
  return /llava[-_ ]?(?:med[-_ ]?)?v?1\.[56]/i.test(`${name} ${fileName}`) ? 2 : undefined;
}

/** LLaVA 1.6 was trained on tiles; a model that was not is shown what it has never seen. */
function tileFindings({ model, projectorHeader }: OpenedPair): PairFinding[] {
  const whole = traits(`${model.name} ${model.fileName}`).find(
    (trait) => trait === 'LLaVA-Med' || trait === 'LLaVA 1.5',
  );
  if (whole === undefined || !cutsTiles(projectorHeader)) return [];
  return [
    finding(
      'suspicious',
      'tiles',
      t`The projector cuts images into tiles (LLaVA 1.6), and by its name the model is ${whole}, which was trained on one picture of the whole image.`,
      chooseOther(),
    ),
  ];
}

function traits(name: string): string[] {
  const words = name.toLowerCase();
  return [
    ...(/llava[-_ ]?med/.test(words)
      ? ['LLaVA-Med']
      : /llava[-_ ]?v?1\.6|llava-next/.test(words)
        ? ['LLaVA 1.6']
        : /llava/.test(words)
          ? ['LLaVA 1.5']
          : []),
    ...(/medgemma/.test(words) ? ['MedGemma'] : []),
    ...(/qwen/.test(words) ? ['Qwen'] : []),
  ];
}

/** Of the language model alone. */
export function modelFindings({ model, modelHeader }: Pick<OpenedPair, 'model' | 'modelHeader'>): PairFinding[] {
  const isLlavaMed15 = /llava[-_ ]?med[-_ ]?v?1\.5/i.test(`${model.name} ${model.fileName}`);
  if (!isLlavaMed15) return [];
  // What is not said is llama.cpp's default.
  const base = number(modelHeader, `${model.architecture}.rope.freq_base`) ?? 10_000;
  return [
    ...(base !== 1_000_000
      ? [
          finding(
            'wrong',
            'otherRopeBase',
            t`Its positions are turned by the base ${base}, and LLaVA-Med v1.5 was trained with 1000000: long prompts, and those with images, are misread.`,
            t`Convert the checkpoint again.`,
          ),
        ]
      : []),
    ...(model.chatTemplate !== undefined && !model.chatTemplate.includes('[INST]')
      ? [
          finding(
            'suspicious',
            'otherTemplate',
            t`Its prompt template has no [INST], with which LLaVA-Med v1.5 was trained.`,
            t`Convert the checkpoint again, or choose another conversion.`,
          ),
        ]
      : []),
  ];
}
