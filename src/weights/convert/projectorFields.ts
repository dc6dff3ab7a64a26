/** The metadata of the projector's GGUF file (mmproj), as llama.cpp's clip.cpp reads it. */
import { clipNormalisation } from '../checkpoint/clipNormalisation.ts';
import type { TowerConfig } from '../checkpoint/towerConfig.ts';
import type { GgufField } from '../gguf/ggufWriter.ts';

/**
 * `layers`: how many of the tower's are stored and run. That number stands there twice: as the depth of what is stored,
 * which llama.cpp before its layer fix runs one short of, and as `feature_layer`, up to which every llama.cpp runs.
 */
export function projectorFields(tower: TowerConfig, layers: number, outputWidth: number): Record<string, GgufField> {
  const uint32 = (value: number): GgufField => ({ type: 'uint32', value });
  const bool = (value: boolean): GgufField => ({ type: 'bool', value });
  const string = (value: string): GgufField => ({ type: 'string', value });
  return {
    'general.architecture': string('clip'),
    'general.type': string('mmproj'),
    'general.file_type': uint32(1),
    'clip.has_vision_encoder': bool(true),
    'clip.has_text_encoder': bool(false),
    'clip.has_llava_projector': bool(true),
    'clip.projector_type': string('mlp'),
    // Without this one and without `use_silu` it is CLIP's quick GELU.
    'clip.use_gelu': bool(tower.activation === 'gelu'),
    'clip.vision.image_size': uint32(tower.imageSize),
    'clip.vision.patch_size': uint32(tower.patchSize),
    'clip.vision.embedding_length': uint32(tower.width),
    'clip.vision.feed_forward_length': uint32(tower.feedForward),
    'clip.vision.block_count': uint32(layers),
    'clip.vision.projection_dim': uint32(outputWidth),
    'clip.vision.attention.head_count': uint32(tower.heads),
    'clip.vision.attention.layer_norm_epsilon': { type: 'float32', value: tower.epsilon },
    'clip.vision.image_mean': { type: 'float32s', value: clipNormalisation.mean },
    'clip.vision.image_std': { type: 'float32s', value: clipNormalisation.deviation },
    'clip.vision.feature_layer': { type: 'int32s', value: [layers] },
  };
}
