import { t } from '@vscode/l10n';
import type { OverrideReason } from '../../../report/signOff/signOffRecord.ts';
import { labelText } from '../../../text/labelText.ts';
import { messageText } from '../../../text/messageText.ts';
import { askText } from '../../messages/askText.ts';
import { pickOne, type PickItem } from '../../messages/picks.ts';

/** Why a person signs although something stands in the way. */
export interface Override {
  readonly reason: OverrideReason;
  /** For the front matter only: a person may name a patient in it. */
  readonly words: string;
}

interface ReasonItem extends PickItem {
  readonly reason: OverrideReason;
  readonly words: string;
}

/** `words` are written into the report, whose front matter is English. */
function reasons(): readonly ReasonItem[] {
  return [
    { reason: 'urgent', label: labelText`It is urgent`, words: 'urgent' },
    { reason: 'checkIsWrong', label: labelText`The check is wrong`, words: 'the check is wrong' },
    { reason: 'reviewedElsewhere', label: labelText`It was reviewed elsewhere`, words: 'reviewed elsewhere' },
    { reason: 'other', label: labelText`Another reason…`, words: '' },
  ];
}

/** Undefined when the user leaves. */
export async function askOverride(): Promise<Override | undefined> {
  const picked = await pickOne(reasons(), {
    title: labelText`Why is the report signed all the same?`,
    placeHolder: labelText`The reason is written into the report and into its provenance`,
  });
  if (picked?.reason !== 'other') return picked && { reason: picked.reason, words: picked.words };
  const words = await askText({
    title: messageText`Why is the report signed all the same?`,
    prompt: messageText`One line, written into the report's front matter only.`,
    value: '',
    refusal: (value) => (value.trim() === '' ? t`Say why, or press Escape to sign nothing.` : undefined),
  });
  return words === undefined ? undefined : { reason: 'other', words: words.trim() };
}
