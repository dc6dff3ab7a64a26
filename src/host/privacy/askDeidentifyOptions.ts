import type { DeidentifyOptions } from '../../imaging/deidentify/deidentifyOptions.ts';
import { labelText } from '../../text/labelText.ts';
import { type PickItem, pickMany } from '../messages/picks.ts';

interface OptionItem extends PickItem {
  readonly option: 'shift' | 'keep' | 'uids' | 'descriptors';
}

const items = (): readonly OptionItem[] => [
  {
    option: 'shift',
    label: labelText`Shift dates`,
    detail: labelText`All of a patient’s by the same number of days; times of day stay`,
  },
  { option: 'keep', label: labelText`Keep dates`, detail: labelText`As they are. A date can identify a patient` },
  { option: 'uids', label: labelText`Keep UIDs`, detail: labelText`Whoever has the originals can match them` },
  {
    option: 'descriptors',
    label: labelText`Keep radiology terms in descriptions`,
    detail: labelText`Only the words of a closed list`,
  },
];

/** The options of PS3.15 that are offered; none of them needs to be taken. Undefined when the user leaves. */
export async function askDeidentifyOptions(): Promise<DeidentifyOptions | undefined> {
  let title = labelText`De-identify by the DICOM Basic Profile`;
  for (;;) {
    const picked = await pickMany(items(), {
      title,
      placeHolder: labelText`What may stay? All else is removed or replaced`,
    });
    if (picked === undefined) return undefined;
    const has = (option: OptionItem['option']): boolean => picked.some((item) => item.option === option);
    if (!(has('shift') && has('keep')))
      return {
        dates: has('keep') ? 'keep' : has('shift') ? 'shift' : 'remove',
        keepUids: has('uids'),
        cleanDescriptors: has('descriptors'),
      };
    title = labelText`Dates are either shifted or kept: choose one of the two`;
  }
}
