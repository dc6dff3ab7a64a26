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

interface WayItem extends PickItem {
  /** Undefined: they are chosen one by one. */
  readonly numbers: readonly number[] | undefined;
}

interface SliceItem extends PickItem {
  readonly slice: Slice;
}

/** A model that sees several images still says little about many. */
const SUGGESTED = 4;

/** Asks which slices of a series are meant. Undefined when the user leaves; a series of one slice is not asked about. */
export async function pickSlices(question: SliceQuestion): Promise<readonly Slice[] | undefined> {
  const { title, slices, room } = question;
  const count = slices.length;
  if (count === 1) return slices;
  const suggested = Math.min(SUGGESTED, room ?? SUGGESTED, count);
  const step = Math.ceil(count / Math.max(suggested, 1));
  const ways: WayItem[] = [
    { label: labelText`The middle slice`, numbers: [middleSlice(count)] },
    ...(suggested > 1
      ? [{ label: labelText`${suggested} slices, evenly spaced`, numbers: evenlySpaced(count, suggested) }]
      : []),
    ...(step > 1 && suggested > 1
      ? [{ label: labelText`Every ${ordinal(step)} slice`, numbers: everyNth(count, step) }]
      : []),
    { label: labelText`$(checklist) Choose slices…`, numbers: undefined, description: labelText`of ${count}` },
  ].map((way) => ({
    ...way,
    ...(way.numbers === undefined ? {} : { description: labelText`${way.numbers.join(', ')} of ${count}` }),
  }));
  const way = await pickOne(ways, { title: labelText`Slices of ${title}`, placeHolder: roomText(room) });
  if (way === undefined) return undefined;
  return way.numbers === undefined ? tickSlices(question, suggested) : way.numbers.map((number) => slices[number - 1]!);
}

/** All slices with their places, some ticked already. No more than the model has room for are taken. */
function tickSlices({ title, slices, room }: SliceQuestion, suggested: number): Promise<readonly Slice[] | undefined> {
  const heading = labelText`Slices of ${title}`;
  const picker = createPicker<SliceItem>(heading, roomText(room));
  picker.canSelectMany = true;
  picker.matchOnDescription = true;
  picker.ignoreFocusOut = true;
  picker.items = slices.map(sliceItem);
  const ticked = new Set(evenlySpaced(slices.length, suggested));
  picker.selectedItems = picker.items.filter(({ slice }) => ticked.has(slice.number));
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      const chosen = picker.selectedItems.map(({ slice }) => slice);
      if (chosen.length === 0) picker.title = labelText`${heading}. Tick at least one.`;
      else if (room !== undefined && chosen.length > room)
        picker.title = labelText`${heading}. ${chosen.length} are ticked, and the model has room for ${room}.`;
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
  return {
    label: labelText`Slice ${number}`,
    description: [
      positionMm === undefined ? labelText`` : labelText`${positionMm.toFixed(1)} mm · `,
      labelText`${name}`,
      frames > 1 ? labelText`, frame ${frame + 1}` : labelText``,
    ].join('') as LabelText,
    slice,
  };
}

function roomText(room: number | undefined): LabelText {
  if (room === undefined) return labelText`Each slice is one image for the model`;
  return room === 1
    ? labelText`The model has room for 1 more image`
    : labelText`The model has room for ${room} more images`;
}

function ordinal(number: number): string {
  const last = number % 100 > 10 && number % 100 < 14 ? 0 : number % 10;
  return `${String(number)}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`;
}
