/** What an image of a conversation notes: what was chosen of it when it was given, and what its file says. */
import type { AttachedImage } from '../../conversation/attachedImage.ts';
import type { Region } from '../../display/region.ts';
import type { DecodeOptions, DisplayImage, MontageSource } from '../../imaging/imaging.ts';
import type { GivenImage } from '../images/givenImage.ts';

/** What of its file is shown. */
export function viewOf({ frame = 0, voi, region }: Pick<GivenImage, 'frame' | 'voi' | 'region'>): DecodeOptions {
  return { frame, voi, ...(region === undefined ? {} : { region: regionOnly(region) }) };
}

/** What was chosen of an image, as the conversation notes it. */
export function chosenOf(
  { source, frame = 0, slice, voi, region, montage }: GivenImage,
  { whole }: DisplayImage,
): Pick<AttachedImage, 'frame' | 'slice' | 'voi' | 'region' | 'montage'> {
  return {
    ...(frame === 0 ? {} : { frame }),
    ...(slice === undefined ? {} : { slice }),
    ...(voi === undefined ? {} : { voi }),
    ...(region === undefined || whole === undefined
      ? {}
      : { region: { ...regionOnly(region), ofWidth: whole.width, ofHeight: whole.height } }),
    ...(source.kind === 'montage' ? { montage: montageFacts(source, montage) } : {}),
  };
}

/** The same the other way round. */
export function givenChoice(image: AttachedImage): Omit<GivenImage, 'source'> {
  const { frame, slice, voi, region, montage } = image;
  return {
    ...(frame === undefined ? {} : { frame }),
    ...(slice === undefined ? {} : { slice }),
    ...(voi === undefined ? {} : { voi }),
    ...(region === undefined ? {} : { region: regionOnly(region) }),
    ...(montage === undefined ? {} : { montage: { of: montage.of, series: montage.series } }),
  };
}

/** What its file says. */
export function factsOf(
  display: DisplayImage,
): Omit<AttachedImage, 'id' | 'name' | 'origin' | 'thumbnail' | 'active' | 'role' | 'damageAccepted'> {
  const { format, width, height, frames, window, modality, bodyPart, laterality } = display;
  const { fileSha256, sopInstanceHash, notes, phantom } = display;
  return {
    format,
    width,
    height,
    frames,
    ...(window === undefined ? {} : { window }),
    ...(modality === undefined ? {} : { modality }),
    ...(bodyPart === undefined ? {} : { bodyPart }),
    ...(laterality === undefined ? {} : { laterality }),
    fileSha256,
    ...(sopInstanceHash === undefined ? {} : { sopInstanceHash }),
    notes: [...notes],
    ...(phantom === undefined ? {} : { phantom }),
  };
}

function montageFacts(
  { columns, tiles }: MontageSource,
  { of = tiles.length, series = '' }: Partial<NonNullable<GivenImage['montage']>> = {},
): NonNullable<AttachedImage['montage']> {
  return { columns, slices: tiles.map(({ number }) => number), of, series };
}

/** Without the size of the whole, which a conversation notes beside it. */
function regionOnly({ x, y, width, height }: Region): Region {
  return { x, y, width, height };
}
