/** What a conversion will write, from the checkpoint's headers alone: everything that can be refused is refused here. */
import { basename, join } from 'node:path';
import { t } from '@vscode/l10n';
import { checkpointErrors } from '../checkpoint/checkpointErrors.ts';
import { readCheckpoint, type Checkpoint } from '../checkpoint/readCheckpoint.ts';
import { readTower, type Tower } from '../checkpoint/readTower.ts';
import type { SafetensorsFile } from '../checkpoint/safetensors.ts';
import type { TowerConfig } from '../checkpoint/towerConfig.ts';
import { readVocabulary, type Vocabulary } from '../checkpoint/vocabulary.ts';
import type { ModelType, ProjectorType } from '../../protocol/conversion.ts';
import type { FloatType } from '../gguf/floatType.ts';
import type { GgufFields } from '../gguf/ggufWriter.ts';
import { cardFields, readModelCard } from './modelCard.ts';
import { planTensors, type PlannedTensor } from './plannedTensor.ts';
import { projectorFields } from './projectorFields.ts';
import { layersRun, projectorTensors, towerTensors } from './projectorTensors.ts';
import { sourceFields, unknownSha256, type SourceFile } from './sourceFields.ts';
import { textFields } from './textFields.ts';
import { textTensors } from './textTensors.ts';

export interface ConversionRequest {
  /** The checkpoint's folder. */
  readonly source: string;
  readonly outFolder: string;
  readonly modelType: ModelType;
  readonly projectorType: ProjectorType;
  /** A CLIP model's folder, whose tower takes the place of the one inside. */
  readonly towerFolder: string | undefined;
  /** Who converts, e.g. `llava-med 0.1.0`. */
  readonly program: string;
}

/** One file to be. */
export interface PlannedFile {
  readonly path: string;
  readonly tensors: readonly PlannedTensor[];
  readonly fields: (sources: readonly SourceFile[]) => GgufFields;
}

export interface ConversionPlan {
  readonly checkpoint: Checkpoint;
  /** Where the tower's weights come from. */
  readonly tower: Tower;
  readonly isTowerInside: boolean;
  /** Layers of the tower that are run. */
  readonly towerLayers: number;
  readonly vocabulary: Vocabulary;
  readonly shards: readonly SafetensorsFile[];
  /** As floats; quantised afterwards where that was asked for. */
  readonly model: PlannedFile;
  readonly projector: PlannedFile;
  /** Fields for the size of a header before the hashes are known. */
  readonly unknownSources: readonly SourceFile[];
}

/** Rejects with a `ConversionError`. */
export async function planConversion(request: ConversionRequest): Promise<ConversionPlan> {
  const { source, outFolder, towerFolder, program } = request;
  const checkpoint = await readCheckpoint(source);
  const { config, parts } = checkpoint;
  const tower = towerFolder === undefined ? towerInside(checkpoint) : await towerBeside(checkpoint, towerFolder);
  const towerLayers = layersRun(config.featureLayer, tower.config.layers);
  const vocabulary = await readVocabulary(source, config.text.vocabulary, config.tokenIds);
  if (config.hasImageTokens) requireImageTokens(source, vocabulary);
  const card = await readModelCard(source);
  const matrixType = matrixTypeOf(request.modelType, parts.text);
  const shards = towerFolder === undefined ? checkpoint.shards : [...checkpoint.shards, ...tower.shards];
  const fields = cardFields(card, program);
  return {
    checkpoint,
    tower,
    isTowerInside: towerFolder === undefined,
    towerLayers,
    vocabulary,
    shards,
    model: {
      path: join(outFolder, `${card.baseName}-${request.modelType.toUpperCase()}.gguf`),
      tensors: planTensors(source, parts.text, textTensors(config.text, matrixType), () => false),
      fields: (sources) => ({
        ...textFields(config, vocabulary, matrixType),
        ...fields,
        ...sourceFields(sources, checkpoint.shards.length),
      }),
    },
    projector: {
      path: join(outFolder, `${card.baseName}-mmproj-${request.projectorType.toUpperCase()}.gguf`),
      tensors: [
        ...planTensors(
          towerFolder ?? source,
          tower.tensors,
          towerTensors(tower.config, towerLayers),
          isLaterLayer(towerLayers),
        ),
        ...planTensors(
          source,
          parts.projector,
          projectorTensors(tower.config.width, config.text.width, config.projectorLayers),
          () => false,
        ),
      ],
      fields: (sources) => ({
        ...projectorFields(tower.config, towerLayers, config.text.width),
        ...fields,
        ...sourceFields(sources, checkpoint.shards.length),
      }),
    },
    unknownSources: shards.map(({ path }) => ({ name: basename(path), sha256: unknownSha256 })),
  };
}

function requireImageTokens(folder: string, { tokens }: Vocabulary): void {
  for (const name of ['<im_start>', '<im_end>'])
    if (!tokens.includes(name)) throw checkpointErrors.imageTokensMissing(folder, name);
}

function towerInside({ folder, config, parts, shards }: Checkpoint): Tower {
  if (parts.tower.size === 0) throw checkpointErrors.noTower(folder, config.towerName);
  return { config: config.tower ?? towerOfTensors(folder, parts.tower), tensors: parts.tower, shards };
}

/** Built as the checkpoint says that its own was. */
async function towerBeside({ folder, config, parts }: Checkpoint, towerFolder: string): Promise<Tower> {
  const tower = await readTower(towerFolder, config.towerName);
  const wanted = config.tower ?? (parts.tower.size > 0 ? towerOfTensors(folder, parts.tower) : undefined);
  for (const [key, say] of Object.entries(differences)) {
    const found = tower.config[key as keyof TowerConfig];
    const value = wanted?.[key as keyof TowerConfig] ?? found;
    if (found !== value) throw checkpointErrors.otherTower(towerFolder, say(found, value), config.towerName);
  }
  return tower;
}

/** All but the epsilon, which may be written otherwise. */
const differences: Readonly<
  Record<Exclude<keyof TowerConfig, 'epsilon'>, (found: number | string, wanted: number | string) => string>
> = {
  width: (found, wanted) => t`its width is ${found}, and not ${wanted}`,
  layers: (found, wanted) => t`its number of layers is ${found}, and not ${wanted}`,
  heads: (found, wanted) => t`its number of heads is ${found}, and not ${wanted}`,
  feedForward: (found, wanted) => t`its inner width is ${found}, and not ${wanted}`,
  imageSize: (found, wanted) => t`its image size is ${found}, and not ${wanted}`,
  patchSize: (found, wanted) => t`its patch size is ${found}, and not ${wanted}`,
  activation: (found, wanted) => t`its activation is ${found}, and not ${wanted}`,
};

/** Where neither the configuration nor a name says how the tower is built; the width of a head is CLIP's. */
function towerOfTensors(folder: string, tensors: Checkpoint['parts']['tower']): TowerConfig {
  const shape = (name: string): readonly number[] => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw checkpointErrors.tensor(folder, name, t`is missing`);
    return tensor.shape;
  };
  const [width = 0, , patchSize = 0] = shape('embeddings.patch_embedding.weight');
  const [positions = 0] = shape('embeddings.position_embedding.weight');
  const [feedForward = 0] = shape('encoder.layers.0.mlp.fc1.weight');
  let layers = 1;
  while (tensors.has(`encoder.layers.${layers}.mlp.fc1.weight`)) layers++;
  return {
    width,
    layers,
    heads: width / 64,
    feedForward,
    imageSize: Math.sqrt(positions - 1) * patchSize,
    patchSize,
    epsilon: 1e-5,
    activation: 'quick_gelu',
  };
}

function isLaterLayer(layers: number): (name: string) => boolean {
  return (name) => {
    const layer = /^encoder\.layers\.(\d+)\./.exec(name)?.[1];
    return layer !== undefined && Number(layer) >= layers;
  };
}

/** What is quantised is first written as the checkpoint has it, so that no value is rounded twice. */
function matrixTypeOf(type: ModelType, text: Checkpoint['parts']['text']): FloatType {
  if (type === 'f16' || type === 'bf16') return type;
  return text.get('embed_tokens.weight')?.type ?? 'f16';
}
