/** Vision towers that LLaVA's projectors were trained on, told by their sizes; OpenCLIP's of the same sizes differs in its activation. */

export interface KnownTower {
  readonly name: string;
  readonly width: number;
  readonly feedForward: number;
  readonly patchSize: number;
  /** Layers that the published tower has; LLaVA's projectors read the output of the last but one. */
  readonly depth: number;
}

const towers: readonly KnownTower[] = [
  { name: 'CLIP ViT-L/14', width: 1024, feedForward: 4096, patchSize: 14, depth: 24 },
];

export function knownTower(width: number, feedForward: number, patchSize: number): KnownTower | undefined {
  return towers.find(
    (tower) => tower.width === width && tower.feedForward === feedForward && tower.patchSize === patchSize,
  );
}
