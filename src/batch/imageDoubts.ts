/** What the command line does about images that are damaged, or that the demo model has never learned. */
import { t } from '@vscode/l10n';
import { damageText } from '../display/imageNote.ts';
import type { DisplayImage } from '../imaging/imaging.ts';
import type { ModelDescription } from '../protocol/engine.ts';

/** The person has to say that a damaged image is to be asked about all the same. */
export class DamagedImageError extends Error {
  override readonly name = 'DamagedImageError';
  readonly code = 'damagedImage';
}

/** Throws a `DamagedImageError`. `names` are those of the images, in their order. */
export function refuseDamaged(names: readonly string[], images: readonly DisplayImage[]): void {
  const damaged = images.flatMap(({ notes }, i) => {
    const damage = damageText(notes);
    return damage === '' ? [] : [t`${names[i] ?? ''} is damaged. ${damage}`];
  });
  if (damaged.length > 0)
    throw new DamagedImageError(
      `${damaged.join('\n')}\n${t`Fetch the file anew, or ask about it as it is with --allow-damaged.`}`,
    );
}

/** For `--json`: whether the image is a drawn phantom, said of a demo model's images only. */
export function phantomJson(
  { isDemo }: ModelDescription,
  { phantom }: Pick<DisplayImage, 'phantom'>,
): { phantom?: boolean } {
  return isDemo ? { phantom: phantom !== undefined } : {};
}
