import { t } from '@vscode/l10n';
import type { ImageRole } from '../../display/imageRole.ts';
import { counted } from '../../text/counted.ts';
import { namesInWords } from '../namesInWords.ts';
import type { Language } from '../reading/words/language.ts';
import { judgedSentences, sentenceWords, unjudgedSentences } from './draftSentences.ts';
import type { DraftableSection } from '../prompts/sectionPrompts.ts';
import { currentVersion, isEdited, isOpen, type Proposal } from './proposal.ts';

/**
 * Where a draft comes from and what became of it, as one says it. `names` are those of image files by their SHA-256 and
 * `text` is the document; names of files and models are as they are.
 */
export function provenanceSentence(
  proposal: Proposal,
  names: ReadonlyMap<string, string>,
  formatTime: (time: Date) => string,
  text: string,
  language: Language,
): string {
  const { model, images, wishSha256, time } = currentVersion(proposal).origin;
  const seen = images.map(({ fileSha256, role }) => {
    const name = names.get(fileSha256) ?? t`a file that the report does not name`;
    return role === undefined ? name : withRole[role](name);
  });
  const made = madeFrom({
    section: proposal.section,
    who: model?.name ?? t`A model that is not known`,
    images: namesInWords(seen),
    time: formatTime(new Date(time)),
    isWished: wishSha256 !== undefined,
  });
  return `${made} ${state(proposal, text, language)}`;
}

const withRole: Readonly<Record<ImageRole, (name: string) => string>> = {
  frontal: (name) => t`${name} (frontal)`,
  lateral: (name) => t`${name} (lateral)`,
  prior: (name) => t`${name} (prior)`,
};

interface Making {
  readonly section: DraftableSection;
  readonly who: string;
  /** Empty where it was drafted from words. */
  readonly images: string;
  readonly time: string;
  readonly isWished: boolean;
}

/** The sentence of who drafted a section from what. */
function madeFrom({ section, who, images, time, isWished }: Making): string {
  if (section === 'findings' && images === '')
    return isWished
      ? t`${who} drafted these Findings from a chat on ${time}, as a person wished.`
      : t`${who} drafted these Findings from a chat on ${time}.`;
  if (section === 'findings')
    return isWished
      ? t`${who} drafted these Findings from ${images} on ${time}, as a person wished.`
      : t`${who} drafted these Findings from ${images} on ${time}.`;
  if (images === '')
    return isWished
      ? t`${who} drafted this Impression from the Findings on ${time}, as a person wished.`
      : t`${who} drafted this Impression from the Findings on ${time}.`;
  return isWished
    ? t`${who} drafted this Impression from ${images} on ${time}, as a person wished.`
    : t`${who} drafted this Impression from ${images} on ${time}.`;
}

function state(proposal: Proposal, text: string, language: Language): string {
  if (proposal.state === 'writing') return t`It is being written.`;
  const all = reviewed(proposal, text, language)(changes(proposal, language));
  const isCut = isOpen(proposal) && proposal.isIncomplete === true;
  return isCut ? `${all} ${t`The window was closed before it was complete.`}` : all;
}

/** The sentence of who has reviewed a draft, which goes on with what was changed. */
function reviewed(proposal: Proposal, text: string, language: Language): (changed: string) => string {
  const isOne = proposal.section === 'impression';
  if (!isOpen(proposal)) {
    if (isOne) return (changed) => (changed === '' ? t`A person accepted it.` : t`A person accepted it; ${changed}.`);
    return (changed) => (changed === '' ? t`A person accepted them.` : t`A person accepted them; ${changed}.`);
  }
  const left = unjudgedSentences(proposal, text, language).length;
  const judged = (proposal.judged ?? []).length;
  if (judged > 0)
    return (changed) =>
      changed === ''
        ? t`A person accepted ${judged} of its sentences; ${left} wait to be reviewed.`
        : t`A person accepted ${judged} of its sentences; ${left} wait to be reviewed; ${changed}.`;
  if (isOne)
    return (changed) => (changed === '' ? t`Nobody has reviewed it yet.` : t`Nobody has reviewed it yet; ${changed}.`);
  return (changed) =>
    changed === '' ? t`Nobody has reviewed them yet.` : t`Nobody has reviewed them yet; ${changed}.`;
}

/** What a person did to the words, a clause; empty for nothing. */
function changes(proposal: Proposal, language: Language): string {
  if (!isEdited(proposal)) return '';
  const { text } = currentVersion(proposal);
  if (text === '') return t`its words were changed`;
  const words = (of: string): string[] => sentenceWords(of, { start: 0, end: of.length }, language);
  const { edited, discarded } = judgedSentences(words(text), words(proposal.draft.text));
  const [changed, gone] = [edited, discarded].map((count) => (count > 0 ? counted(count, 'sentence') : ''));
  if (!changed) return gone ? t`a person had ${gone} taken out` : t`a person added words`;
  return gone ? t`a person had ${changed} changed and ${gone} taken out` : t`a person had ${changed} changed`;
}
