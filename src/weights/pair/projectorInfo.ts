/** What an image projector's GGUF header (mmproj: `general.architecture` = clip) says. */
import { basename } from 'node:path';
import type { ImagePreparation } from '../../protocol/engine.ts';
import { pairErrors } from './pairErrors.ts';
import { readGgufHeader } from '../gguf/ggufHeader.ts';
import type { GgufHeader } from '../gguf/ggufHeader.ts';
import { fileTypeName } from '../gguf/ggufTypes.ts';
import { number, text } from './modelInfo.ts';

export interface ProjectorInfo {
  readonly path: string;
  readonly fileName: string;
  readonly fileBytes: number;
  /** `clip.projector_type`. */
  readonly type: string;
  readonly fileType: string;
  readonly imageSize: number;
  readonly patchSize: number;
  /** Width, layers and heads of the vision encoder. */
  readonly encoderWidth: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForward: number;
  /** Width of the features that it hands to the language model; undefined where the file does not say. */
  readonly outputWidth: number | undefined;
  /** Tokens of one image; 0 when it depends on the image. */
  readonly tokensPerImage: number;
  readonly preparation: ImagePreparation;
}

/** The mean colour that LLaVA pads with: `int(255 * mean)` of CLIP's normalisation (LLaVA `expand2square`). */
const llavaPadColor = [122, 116, 104] as const;

/** Whether the file says that it is a projector. */
export function isProjector(header: GgufHeader): boolean {
  return ['clip', 'mmproj'].includes(text(header, 'general.architecture') ?? '');
}

/** Rejects with `fileMissing`, `notGguf`, `ggufTruncated`, `modelAsProjector` or `noVisionEncoder`. */
export async function readProjectorInfo(path: string): Promise<ProjectorInfo> {
  return projectorInfoOf(await readGgufHeader(path, 'projector'));
}

/** Throws `modelAsProjector` or `noVisionEncoder`. */
export function projectorInfoOf(header: GgufHeader): ProjectorInfo {
  const { path } = header;
  if (!isProjector(header)) throw pairErrors.modelAsProjector(path);
  if (header.metadata.get('clip.has_vision_encoder') !== true) throw pairErrors.noVisionEncoder(path);
  if (!header.tensors.some((tensor) => tensor.name.startsWith('v.'))) throw pairErrors.noVisionEncoder(path);

  const type = text(header, 'clip.vision.projector_type') ?? text(header, 'clip.projector_type') ?? 'mlp';
  const imageSize = number(header, 'clip.vision.image_size') ?? 0;
  const patchSize = number(header, 'clip.vision.patch_size') ?? 0;
  // LLaVA 1.5 and LLaVA-Med (v1.0 by our choice: `clipInput`); a LLaVA 1.6 file lists grid sizes and cuts the image into tiles itself.
  const isLlava =
    type === 'mlp' && !header.metadata.has('clip.vision.image_grid_pinpoints') && imageSize > 0 && patchSize > 0;
  return {
    path,
    fileName: basename(path),
    fileBytes: header.fileBytes,
    type,
    fileType: fileTypeName(number(header, 'general.file_type')),
    imageSize,
    patchSize,
    encoderWidth: number(header, 'clip.vision.embedding_length') ?? 0,
    layers: number(header, 'clip.vision.block_count') ?? 0,
    heads: number(header, 'clip.vision.attention.head_count') ?? 1,
    feedForward: number(header, 'clip.vision.feed_forward_length') ?? 0,
    outputWidth: outputWidth(header, type),
    tokensPerImage: isLlava ? Math.floor(imageSize / patchSize) ** 2 : 0,
    preparation: isLlava ? { kind: 'padToSquare', imageSize, padColor: llavaPadColor } : { kind: 'native' },
  };
}

/**
 * From the last projection's own tensor; the metadata key `projection_dim` is CLIP's in older LLaVA files, so it is no
 * help for those.
 */
function outputWidth(header: GgufHeader, type: string): number | undefined {
  if (type !== 'mlp') return undefined;
  const last = ['mm.2.bias', 'mm.0.bias']
    .map((name) => header.tensors.find((tensor) => tensor.name === name))
    .find((tensor) => tensor !== undefined);
  return last?.shape[0];
}
