/** How CLIP's pixels are normalised, of red, green and blue (openai/clip-vit-large-patch14-336, preprocessor_config.json). */
export const clipNormalisation = {
  mean: [0.48145466, 0.4578275, 0.40821073],
  deviation: [0.26862954, 0.26130258, 0.27577711],
} as const;
