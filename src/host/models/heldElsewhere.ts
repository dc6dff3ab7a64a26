import type { Engine, ModelPair } from '../../protocol/engine.ts';

/** A second copy of less, such as the demo model, is not worth a wait. */
const worthWaiting = 500e6;

/** Whether another window or program holds so much of the same model that it is not loaded here without a wish. */
export async function isHeldElsewhere(engine: Pick<Engine, 'isLoadedElsewhere'>, pair: ModelPair): Promise<boolean> {
  const held = await engine.isLoadedElsewhere(pair);
  return held !== undefined && held.bytes / held.processes >= worthWaiting;
}
