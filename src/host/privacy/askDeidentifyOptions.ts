import * as vscode from 'vscode';
import type { DeidentifyOptions } from '../../imaging/deidentify/deidentifyOptions.ts';

interface OptionItem extends vscode.QuickPickItem {
  readonly option: 'shift' | 'keep' | 'uids' | 'descriptors';
}

const ITEMS: readonly OptionItem[] = [
  { option: 'shift', label: 'Shift dates', detail: 'All of a patient’s by the same number of days; times of day stay' },
  { option: 'keep', label: 'Keep dates', detail: 'As they are. A date can identify a patient' },
  { option: 'uids', label: 'Keep UIDs', detail: 'Whoever has the originals can match them' },
  { option: 'descriptors', label: 'Keep radiology terms in descriptions', detail: 'Only the words of a closed list' },
];

/** The options of PS3.15 that are offered; none of them needs to be taken. Undefined when the user leaves. */
export async function askDeidentifyOptions(): Promise<DeidentifyOptions | undefined> {
  let title = 'De-identify by the DICOM Basic Profile';
  for (;;) {
    const picked = await vscode.window.showQuickPick(ITEMS, {
      canPickMany: true,
      title,
      placeHolder: 'What may stay? All else is removed or replaced',
      ignoreFocusOut: true,
    });
    if (picked === undefined) return undefined;
    const has = (option: OptionItem['option']): boolean => picked.some((item) => item.option === option);
    if (!(has('shift') && has('keep')))
      return {
        dates: has('keep') ? 'keep' : has('shift') ? 'shift' : 'remove',
        keepUids: has('uids'),
        cleanDescriptors: has('descriptors'),
      };
    title = 'Dates are either shifted or kept: choose one of the two';
  }
}
