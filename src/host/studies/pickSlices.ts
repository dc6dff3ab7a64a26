import { MOST_TILES } from '../../imaging/montage/montageLayout.ts';
import { evenlySpaced, everyNth, middleSlice, type Slice } from '../../imaging/studies/slices.ts';
import { labelText, type LabelText } from '../../text/labelText.ts';
import { createPicker, type PickItem, pickOne } from '../messages/picks.ts';

/** What is asked about. */
interface SliceQuestion {
  /** Of the series. */
  readonly title: string;
  readonly slices: readonly Slice[];
  /** How many images the model has room for; undefined where that is not known. */
  readonly room: number | undefined;
}

/** The slices that are meant, in the series' order, each an image or all of them one picture. */
export interface ChosenSlices {
  readonly slices: readonly Slice[];
  readonly asMontage: boolean;
}

interface WayItem extends PickItem {
  /** Undefined: they are chosen one by one. */
  readonly numbers: readonly number[] | undefined;
  readonly asMontage: boolean;
}

interface SliceItem extends PickItem {
  readonly slice: Slice;
}

/** A model that sees several images still says little about many. */
const SUGGESTED = 4;

/** Slices of a montage that are offered: whole squares, whose cells stay large enough to show something. */
const MONTAGES = [4, 9, 16] as const;

/** Asks which slices of a series are meant. Undefined when the user leaves; a series of one slice is not asked about. */
export async function pickSlices(question: SliceQuestion): Promise<ChosenSlices | undefined> {
  const { title, slices, room } = question;
  const count = slices.length;
  if (count === 1) return { slices, asMontage: false };
  const suggested = Math.min(SUGGESTED, room ?? SUGGESTED, count);
  const step = Math.ceil(count / Math.max(suggested, 1));
  const single = [
    { label: labelText`The middle slice`, numbers: [middleSlice(count)] },
    ...(suggested > 1
      ? [{ label: labelText`${suggested} slices, evenly spaced`, numbers: evenlySpaced(count, suggested) }]
      : []),
    ...(step > 1 && suggested > 1 ? [{ label: everyText(step), numbers: everyNth(count, step) }] : []),
    { label: labelText`$(checklist) Choose slices…`, numbers: undefined },
  ].map((way) => ({ ...way, asMontage: false }));
  const montages = montageWays(count);
  // Where only one image has room, a montage is the only way to more than one slice.
  const ways: WayItem[] = (room === 1 ? [...montages, ...single] : [...single, ...montages]).map((way) => ({
    ...way,
    description: way.numbers === undefined ? labelText`of ${count}` : labelText`${way.numbers.join(', ')} of ${count}`,
  }));
  const way = await pickOne(ways, { title: labelText`Slices of ${title}`, placeHolder: roomText(room) });
  if (way === undefined) return undefined;
  const { numbers, asMontage } = way;
  if (numbers !== undefined) return { slices: numbers.map((number) => slices[number - 1]!), asMontage };
  const ticked = asMontage
    ? {
        most: MOST_TILES,
        least: 2,
        suggested: Math.min(MONTAGES[1], count),
        ground: labelText`One picture of ${2} to ${MOST_TILES} slices`,
      }
    : { most: room, least: 1, suggested, ground: roomText(room) };
  const chosen = await tickSlices(question, ticked);
  return chosen && { slices: chosen, asMontage };
}

/** Of a series with few slices, all of them. */
function montageWays(count: number): readonly Omit<WayItem, 'description'>[] {
  const counts = MONTAGES.filter((wanted) => wanted <= count);
  return [
    ...(counts.length === 0 ? [count] : counts).map((wanted) => ({
      label: labelText`$(layout) A montage of ${wanted} evenly spaced slices, as one image`,
      numbers: evenlySpaced(count, wanted),
      asMontage: true,
    })),
    { label: labelText`$(checklist) A montage of chosen slices…`, numbers: undefined, asMontage: true },
  ];
}

interface Ticks {
  /** Undefined: as many as a person likes. */
  readonly most: number | undefined;
  readonly least: number;
  /** How many are ticked at first. */
  readonly suggested: number;
  /** Why no more can be ticked. */
  readonly ground: LabelText;
}

/** All slices with their places, some ticked already. */
function tickSlices({ title, slices }: SliceQuestion, ticks: Ticks): Promise<readonly Slice[] | undefined> {
  const { most, least, suggested, ground } = ticks;
  const heading = labelText`Slices of ${title}`;
  const picker = createPicker<SliceItem>(heading, ground);
  picker.canSelectMany = true;
  picker.matchOnDescription = true;
  picker.items = slices.map(sliceItem);
  const ticked = new Set(evenlySpaced(slices.length, suggested));
  picker.selectedItems = picker.items.filter(({ slice }) => ticked.has(slice.number));
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      const chosen = picker.selectedItems.map(({ slice }) => slice);
      if (chosen.length < least)
        picker.title =
          least === 1 ? labelText`${heading}. Tick at least one.` : labelText`${heading}. Tick at least ${least}.`;
      else if (most !== undefined && chosen.length > most)
        picker.title = labelText`${heading}. ${chosen.length} are ticked, and there is room for ${most}.`;
      else {
        resolve([...chosen].sort((one, other) => one.number - other.number));
        picker.hide();
      }
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

function sliceItem(slice: Slice): SliceItem {
  const { number, frame, image } = slice;
  const { name, frames, positionMm } = image;
  const file = frames > 1 ? labelText`${name}, frame ${frame + 1}` : labelText`${name}`;
  return {
    label: labelText`Slice ${number}`,
    description: positionMm === undefined ? file : labelText`${positionMm.toFixed(1)} mm · ${file}`,
    slice,
  };
}

function roomText(room: number | undefined): LabelText {
  if (room === undefined) return labelText`Each slice is one image for the model`;
  return room === 1
    ? labelText`The model has room for 1 more image`
    : labelText`The model has room for ${room} more images`;
}

/** English has an ending for the first, the second and the third of each ten. */
function everyText(step: number): LabelText {
  const last = step % 100 > 10 && step % 100 < 14 ? 0 : step % 10;
  if (last === 1) return labelText`Every ${step}st slice`;
  if (last === 2) return labelText`Every ${step}nd slice`;
  return last === 3 ? labelText`Every ${step}rd slice` : labelText`Every ${step}th slice`;
}
