/** How a CLIP vision tower is built. */

export interface TowerConfig {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForward: number;
  /** Pixels along a side. */
  readonly imageSize: number;
  readonly patchSize: number;
  readonly epsilon: number;
  readonly activation: 'quick_gelu' | 'gelu';
}

/** OpenAI's published towers (their `config.json`). */
const published: Readonly<Record<string, TowerConfig>> = {
  'openai/clip-vit-large-patch14-336': large(336),
  'openai/clip-vit-large-patch14': large(224),
};

function large(imageSize: number): TowerConfig {
  return {
    width: 1024,
    layers: 24,
    heads: 16,
    feedForward: 4096,
    imageSize,
    patchSize: 14,
    epsilon: 1e-5,
    activation: 'quick_gelu',
  };
}

/** `mm_vision_tower`: a repository's name, or the folder where it lay on the machine that trained with it. */
export function towerNamed(name: string): TowerConfig | undefined {
  return Object.entries(published).find(
    ([known]) => name === known || name.endsWith(`/${known.split('/')[1] ?? ''}`),
  )?.[1];
}
