import type { AssistantTurn } from '../../assistant/assistant.ts';
import type { AttachedImage } from '../../conversation/attachedImage.ts';
import type { ModelTurn } from '../../conversation/modelTurns.ts';
import type { ModelImage } from '../../protocol/engine.ts';

export interface PreparedTurns {
  readonly turns: readonly AssistantTurn[];
  /** Two attachments of one picture have the same pixels, hence several ids. */
  readonly idsBySha256: ReadonlyMap<string, readonly string[]>;
}

/**
 * Turns with the pixels that the model gets of their images, and under which hash the engine will speak of each: the one
 * way for a question and for what is read ahead of it, so that the one finds what the other has read. The images are
 * prepared one after another.
 */
export async function preparedTurns(
  told: readonly ModelTurn[],
  attached: readonly AttachedImage[],
  pixelsOf: (image: AttachedImage) => Promise<ModelImage>,
): Promise<PreparedTurns> {
  const byId = new Map(attached.map((image) => [image.id, image]));
  const idsBySha256 = new Map<string, string[]>();
  const turns: AssistantTurn[] = [];
  for (const { role, text, imageIds, imageNames } of told) {
    const images = [];
    for (const image of imageIds.map((id) => byId.get(id)).filter((found) => found !== undefined)) {
      const pixels = await pixelsOf(image);
      idsBySha256.set(pixels.sha256, [...(idsBySha256.get(pixels.sha256) ?? []), image.id]);
      images.push(pixels);
    }
    turns.push({ role, text, images, imageNames });
  }
  return { turns, idsBySha256 };
}
