import { t } from '@vscode/l10n';
import type { OutdatedDraft } from './checkContext.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';

const messages: Readonly<Record<OutdatedDraft['why'], () => string>> = {
  image: () =>
    t`This was drafted from an image whose file has changed since. Look at the image, then draft the section anew or check every word.`,
  window: () =>
    t`This was drafted from the image with another window than the one it is looked at with now. Check it with this window, or draft the section anew.`,
};

/** Drafts that are older than the image or the window that they were made from: on the first word of each. */
export function outdatedDrafts(text: string, drafts: readonly OutdatedDraft[]): ReportProblem[] {
  return drafts.map(({ range: { start, end }, why }) => ({
    code: 'outdated-draft',
    range: { start, end: start + (/^\S+/.exec(text.slice(start, Math.min(end, start + 200)))?.[0].length ?? 0) },
    severity: defaultSeverities['outdated-draft'],
    message: messages[why](),
  }));
}
