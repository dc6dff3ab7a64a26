/** The model shapes that are measured. */

export const shapeNames = ['demo', '1b', '7b'] as const;
export type ShapeName = (typeof shapeNames)[number];

/** A Llama or Mistral language model; matrices are Q4_0. */
export interface ModelShape {
  readonly name: string;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly feedForward: number;
  readonly vocabulary: number;
  readonly contextLength: number;
}

/** As TinyLlama 1.1B and as Mistral 7B (LLaVA-Med v1.5) are built. */
export const modelShapes: Readonly<Record<Exclude<ShapeName, 'demo'>, ModelShape>> = {
  '1b': {
    ...{ name: '1b', width: 2048, layers: 22, heads: 32, keyValueHeads: 4, feedForward: 5632 },
    ...{ vocabulary: 32000, contextLength: 4096 },
  },
  '7b': {
    ...{ name: '7b', width: 4096, layers: 32, heads: 32, keyValueHeads: 8, feedForward: 14336 },
    ...{ vocabulary: 32000, contextLength: 4096 },
  },
};

/** CLIP ViT-L/14-336 as converters store it: without the last of its 24 layers, in 16-bit floats. */
export const encoderShape = {
  width: 1024,
  layers: 23,
  heads: 16,
  feedForward: 4096,
  imageSize: 336,
  patchSize: 14,
} as const;
