import { namesInWords } from '../namesInWords.ts';
import type { Language } from '../reading/words/language.ts';
import { judgedSentences, sentenceWords, unjudgedSentences } from './draftSentences.ts';
import { currentVersion, isEdited, isOpen, type Proposal } from './proposal.ts';

const subjects = { findings: 'these Findings', impression: 'this Impression' } as const;

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
    const name = names.get(fileSha256) ?? 'a file that the report does not name';
    return role === undefined ? name : `${name} (${role})`;
  });
  const from = seen.length > 0 ? namesInWords(seen) : proposal.section === 'impression' ? 'the Findings' : 'a chat';
  const wish = wishSha256 === undefined ? '' : ', as a person wished';
  const who = model?.name ?? 'A model that is not known';
  return `${who} drafted ${subjects[proposal.section]} from ${from} on ${formatTime(new Date(time))}${wish}. ${state(proposal, text, language)}`;
}

function state(proposal: Proposal, text: string, language: Language): string {
  const changed = changes(proposal, language);
  if (proposal.state === 'writing') return 'It is being written.';
  if (!isOpen(proposal)) return `A person accepted ${pronoun(proposal)}${changed}.`;
  const incomplete = proposal.isIncomplete === true ? ' The window was closed before it was complete.' : '';
  const left = unjudgedSentences(proposal, text, language).length;
  const judged = (proposal.judged ?? []).length;
  const reviewed =
    judged > 0
      ? `A person accepted ${String(judged)} of its sentences; ${String(left)} wait to be reviewed`
      : `Nobody has reviewed ${pronoun(proposal)} yet`;
  return `${reviewed}${changed}.${incomplete}`;
}

function pronoun({ section }: Proposal): string {
  return section === 'findings' ? 'them' : 'it';
}

/** What a person did to the words, as the end of a sentence. */
function changes(proposal: Proposal, language: Language): string {
  if (!isEdited(proposal)) return '';
  const { text } = currentVersion(proposal);
  if (text === '') return '; its words were changed';
  const words = (of: string): string[] => sentenceWords(of, { start: 0, end: of.length }, language);
  const { edited, discarded } = judgedSentences(words(text), words(proposal.draft.text));
  const parts = [
    ...(edited > 0 ? [`${sentences(edited)} changed`] : []),
    ...(discarded > 0 ? [`${sentences(discarded)} taken out`] : []),
  ];
  return parts.length === 0 ? '; a person added words' : `; a person had ${parts.join(' and ')}`;
}

function sentences(count: number): string {
  return count === 1 ? '1 sentence' : `${String(count)} sentences`;
}
