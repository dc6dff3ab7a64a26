import { t } from '@vscode/l10n';
import { counted } from '../../text/counted.ts';
import { isEmptyRange } from '../reading/textRange.ts';
import { currentVersion, isEdited, type Proposal } from './proposal.ts';
import type { DraftOrigin, ImageOrigin } from './provenance.ts';

/** What is said of a draft before anything else about it. */
export const draftWarning = {
  get title() {
    return t`Drafted by LLaVA-Med, not by a person.`;
  },
  get research() {
    return t`Research software, not a medical device: review every word before it is used.`;
  },
} as const;

/** What is said of a draft of the demo model; undefined for one of another model. */
export function demoWarningOf({ model, images }: DraftOrigin): string | undefined {
  if (!model?.isDemo) return undefined;
  return images.some(({ phantom }) => phantom === false)
    ? t`The demo model knows drawn phantoms only. The image is none: this text means nothing.`
    : t`The demo model knows drawn phantoms only; what it says about a real image means nothing.`;
}

/** A line about where a draft comes from. `value` may hold names of files and models as they are. */
export interface ProvenanceLine {
  readonly label: string;
  readonly value: string;
}

/**
 * Where a draft comes from, for a person: names before hashes, the time in the reader's own zone. `names` are those of
 * image files by their SHA-256, as far as they are known; they come from the report, since the provenance has none.
 */
export function provenanceLines(
  proposal: Proposal,
  names: ReadonlyMap<string, string>,
  formatTime: (time: Date) => string,
): readonly ProvenanceLine[] {
  const { model, images, promptId, ownWordsSha256, sampling, time } = currentVersion(proposal).origin;
  const seen = images.map((image) => imageText(image, names.get(image.fileSha256))).join(', ');
  return [
    { label: t`Images`, value: seen === '' ? t`none` : seen },
    { label: t`Model`, value: model ? `${model.name} (${shortHash(model.sha256)})` : t`unknown` },
    { label: t`Written`, value: formatTime(new Date(time)) },
    { label: t`State`, value: stateText(proposal) },
    { label: t`Prompt`, value: ownWordsSha256 === undefined ? promptId : t`${promptId}, own words` },
    ...(sampling
      ? [
          {
            label: t`Sampling`,
            value: t`temperature ${sampling.temperature}, top-p ${sampling.topP}, seed ${sampling.seed}`,
          },
        ]
      : []),
  ];
}

function stateText(proposal: Proposal): string {
  const accepted = (proposal.judged ?? []).filter(({ range }) => !isEmptyRange(range)).length;
  const isChanged = isEdited(proposal);
  if (proposal.state === 'accepted')
    return isChanged ? t`accepted by a person, changed by a person` : t`accepted by a person`;
  if (accepted === 0) return isChanged ? t`not reviewed yet, changed by a person` : t`not reviewed yet`;
  const sentences = counted(accepted, 'sentence');
  return isChanged
    ? t`${sentences} accepted by a person, the rest not reviewed yet, changed by a person`
    : t`${sentences} accepted by a person, the rest not reviewed yet`;
}

function imageText({ fileSha256, frame = 0, window, notes = [] }: ImageOrigin, name: string | undefined): string {
  return [
    name ?? t`a file that the report does not name`,
    ...(frame > 0 ? [t`frame ${frame + 1}`] : []),
    ...(window ? [`W ${String(window.width)} L ${String(window.center)}`] : []),
    ...(notes.length > 0 ? [`(${notes.join(', ')})`] : []),
    `(${shortHash(fileSha256)})`,
  ].join(' ');
}

function shortHash(sha256: string): string {
  return sha256.slice(0, 12);
}
