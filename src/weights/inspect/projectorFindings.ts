/**
 * Whether a LLaVA projector's file (mmproj, `clip.projector_type` "mlp") holds the tower that it was trained on, so that
 * what the engine computes of it is what the reference computes.
 */
import { t } from '@vscode/l10n';
import type { PairFinding } from '../../protocol/pairReport.ts';
import { clipNormalisation } from '../checkpoint/clipNormalisation.ts';
import type { GgufHeader, GgufTensor, GgufValue } from '../gguf/ggufHeader.ts';
import type { ProjectorInfo } from '../pair/projectorInfo.ts';
import { knownTower, type KnownTower } from './knownTower.ts';

const convertAgain = (): string =>
  t`Convert the checkpoint again (LLaVA-Med: Convert a Checkpoint…, or llava-med convert).`;
const mend = (): string => t`Write a mended copy (LLaVA-Med: Inspect Model…, or llava-med info --mend OUT).`;

/** Of the file as our engine runs it: as many layers as it stores, or up to `clip.vision.feature_layer`. */
export function projectorFindings(info: ProjectorInfo, header: GgufHeader): PairFinding[] {
  if (info.type !== 'mlp') return [];
  const tower = knownTower(info.encoderWidth, info.feedForward, info.patchSize);
  return [
    ...embeddingFindings(info, header, tower),
    ...layerFindings(info, header, tower),
    ...(tower === undefined ? [] : activationFindings(header, tower)),
    ...normalisationFindings(header, tower),
    ...projectionFindings(info, header),
  ];
}

const wrong = (code: PairFinding['code'], message: string, remedy: string, isMendable = false): PairFinding => ({
  verdict: 'wrong',
  code,
  message,
  remedy,
  isMendable,
});

const suspicious = (code: PairFinding['code'], message: string, remedy: string, isMendable = false): PairFinding => ({
  ...wrong(code, message, remedy, isMendable),
  verdict: 'suspicious',
});

/** Whether it cuts images into tiles (LLaVA 1.6). */
export function cutsTiles(header: GgufHeader): boolean {
  return header.metadata.has('clip.vision.image_grid_pinpoints') || tensor(header, 'model.image_newline') !== undefined;
}

/** Other towers, SigLIP's for one, have neither class embedding nor first normalisation. */
function embeddingFindings(
  { imageSize, patchSize }: ProjectorInfo,
  header: GgufHeader,
  tower: KnownTower | undefined,
): PairFinding[] {
  const findings: PairFinding[] = [];
  const hasClass = tensor(header, 'v.class_embd') !== undefined;
  if (tower !== undefined && !hasClass)
    findings.push(
      wrong(
        'noClassEmbedding',
        t`It has no class embedding, which CLIP’s tower begins with: every patch would get its neighbour’s place.`,
        convertAgain(),
      ),
    );
  if (tower !== undefined && tensor(header, 'v.pre_ln.weight') === undefined)
    findings.push(
      wrong('noPreNorm', t`It lacks the normalisation before the first layer, which CLIP’s tower has.`, convertAgain()),
    );
  const positions = tensor(header, 'v.position_embd.weight')?.shape[1];
  const needed = Math.floor(imageSize / patchSize) ** 2 + (hasClass || tower !== undefined ? 1 : 0);
  if (positions !== needed)
    findings.push(
      wrong(
        'positionsUnfit',
        positions === undefined
          ? t`It has no positions, and images of ${imageSize} pixels in patches of ${patchSize} need ${needed}.`
          : t`It has ${positions} positions, and images of ${imageSize} pixels in patches of ${patchSize} need ${needed}.`,
        convertAgain(),
      ),
    );
  return findings;
}

function layerFindings(info: ProjectorInfo, header: GgufHeader, tower: KnownTower | undefined): PairFinding[] {
  const stored = storedLayers(header);
  const chosen = featureLayer(header);
  const run = chosen ?? info.layers;
  if (stored < run)
    return [
      wrong(
        'layersMissing',
        t`It says that ${run} layers are run, and stores ${stored}.`,
        t`Download it again, or convert the checkpoint again.`,
      ),
    ];
  const wanted = tower === undefined ? undefined : tower.depth - 1;
  if (tower === undefined || wanted === undefined || run === wanted) return [];
  const isMendable = stored >= wanted;
  if (run === tower.depth && chosen === undefined)
    return [
      wrong(
        'oneLayerTooMany',
        t`All ${tower.depth} layers of the vision tower are run, and LLaVA reads the output of layer ${wanted} of the ${tower.depth} that ${tower.name} has: its features are not what the projector was trained on.`,
        isMendable ? mend() : convertAgain(),
        isMendable,
      ),
    ];
  if (chosen !== undefined)
    return [
      suspicious(
        'otherLayer',
        t`The file asks for layer ${chosen} of the vision tower, and LLaVA reads the output of layer ${wanted} of the ${tower.depth} that ${tower.name} has. Few models were trained so.`,
        isMendable ? mend() : convertAgain(),
        isMendable,
      ),
    ];
  return [
    wrong(
      'otherLayer',
      t`${run} layers of the vision tower are run, and LLaVA reads the output of layer ${wanted} of the ${tower.depth} that ${tower.name} has.`,
      isMendable ? mend() : convertAgain(),
      isMendable,
    ),
  ];
}

function activationFindings({ metadata }: GgufHeader, tower: KnownTower): PairFinding[] {
  if (metadata.get('clip.use_gelu') !== true && metadata.get('clip.use_silu') !== true) return [];
  const named = metadata.get('clip.use_gelu') === true ? 'GELU' : 'SiLU';
  return [
    suspicious(
      'otherActivation',
      t`Its activation is ${named}, and OpenAI’s ${tower.name} was trained with the quick GELU. OpenCLIP’s was not, but no LLaVA that is known has it.`,
      mend(),
      true,
    ),
  ];
}

function normalisationFindings({ metadata }: GgufHeader, tower: KnownTower | undefined): PairFinding[] {
  const isClip = (key: string, wanted: readonly number[]): boolean => {
    const values = numbers(metadata.get(key));
    return values.length === 3 && values.every((value, i) => Math.abs(value - wanted[i]!) < 1e-4);
  };
  if (tower === undefined) return [];
  if (
    isClip('clip.vision.image_mean', clipNormalisation.mean) &&
    isClip('clip.vision.image_std', clipNormalisation.deviation)
  )
    return [];
  return [
    suspicious(
      'otherNormalisation',
      t`Its pixels are normalised by another mean or deviation than ${tower.name}’s.`,
      mend(),
      true,
    ),
  ];
}

function projectionFindings({ encoderWidth }: ProjectorInfo, header: GgufHeader): PairFinding[] {
  const first = tensor(header, 'mm.0.weight')?.shape[0];
  // Several layers are laid side by side (Granite).
  const width = encoderWidth * Math.max(1, numbers(header.metadata.get('clip.vision.feature_layer')).length);
  if (first === width) return [];
  return [
    wrong(
      'projectionUnfit',
      first === undefined
        ? t`It has no projection (mm.0).`
        : t`Its projection reads features of width ${first}, and the vision tower makes ${width}.`,
      convertAgain(),
    ),
  ];
}

/** How many of `v.blk.0`, `v.blk.1`, … are there. */
export function storedLayers({ tensors }: GgufHeader): number {
  const layers = new Set(
    tensors.map(({ name }) => /^v\.blk\.(\d+)\./.exec(name)?.[1]).filter((layer) => layer !== undefined),
  );
  let count = 0;
  while (layers.has(String(count))) count++;
  return count;
}

/** The deepest that `clip.vision.feature_layer` names. */
export function featureLayer({ metadata }: GgufHeader): number | undefined {
  const layers = numbers(metadata.get('clip.vision.feature_layer'));
  return layers.length === 0 ? undefined : Math.max(...layers);
}

function numbers(value: GgufValue | undefined): readonly number[] {
  return typeof value === 'object' ? (value.numbers ?? []) : [];
}

function tensor({ tensors }: GgufHeader, name: string): GgufTensor | undefined {
  return tensors.find((each) => each.name === name);
}
