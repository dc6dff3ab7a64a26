import { preparationOf } from '../../assistant/assistant.ts';
import type { ModelView } from '../../protocol/viewer.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { ownBuffers } from './ownBuffers.ts';
import type { ViewerServices } from './viewerServices.ts';

/**
 * The very pixels that the engine gets for this image, by the way on which the chat sends it. Rejects with an
 * `ImagingError` or an `EngineError`.
 */
export async function modelView(
  { source, frame, voi }: GivenImage,
  { assistant, imaging }: ViewerServices,
  signal: AbortSignal,
): Promise<ModelView> {
  const model = await assistant.load(signal);
  const { name, isDemo, projector } = model;
  const { width, height, rgb } = await imaging.prepare(
    source,
    { frame: frame ?? 0, voi },
    preparationOf(model),
    signal,
  );
  return {
    width,
    height,
    rgb: ownBuffers(rgb),
    patchSize: projector?.preparation.kind === 'padToSquare' ? projector.patchSize : 0,
    tokens: projector?.tokensPerImage ?? 0,
    modelName: name,
    isDemo,
  };
}
