import { t } from '@vscode/l10n';
import type { ImageRole } from '../../display/imageRole.ts';
import { counted } from '../../text/counted.ts';
import { joinMarkdown, markdownText, type MarkdownText } from '../../text/markdownText.ts';
import type { AnsweringModel, Vote } from '../answer.ts';
import type { AttachedImage } from '../attachedImage.ts';
import { type Conversation, imageNumber } from '../conversation.ts';
import type { Exchange } from '../exchange.ts';
import { versionNumber } from '../versions.ts';
import type { AboutConversation } from './conversationJson.ts';
import { answersTable, parametersTable } from './howItWasMade.ts';
import { linesMarkdown } from './linesMarkdown.ts';
import { quotedMarkdown } from './quotedMarkdown.ts';

/**
 * A conversation for a note: the versions that are shown, each answer as a block of quotation, so that its own Markdown
 * stays and cannot end ours. `pictures`: file of each image's picture relative to this one, by id; an image without one is
 * named. Export only: what a note leaves out is in the JSON.
 */
export function conversationMarkdown(
  conversation: Conversation,
  { title, workspaceName, exportedAt }: AboutConversation,
  pictures: ReadonlyMap<string, string>,
): string {
  const { exchanges } = conversation;
  const of = workspaceName === '' ? '' : `, ${workspaceName}`;
  const tables = [answersTable(conversation), parametersTable(conversation)].filter((table) => table !== undefined);
  const parts: readonly MarkdownText[] = [
    markdownText`# ${title === '' ? t`Conversation with LLaVA-Med` : title}`,
    markdownText`Exported ${minuteOf(exportedAt.toISOString())}${of}: ${counted(exchanges.length, 'question')}.`,
    ...exchanges.flatMap((exchange, index) => exchangeParts(conversation, exchange, index, pictures)),
    ...(tables.length === 0 ? [] : [markdownText`## How it was made`, ...tables]),
    markdownText`---`,
    markdownText`${t`Research software, not a medical device: answers of the model may be wrong and are no basis for diagnosis or treatment.`}`,
  ];
  return `${joinMarkdown(
    parts.filter((part) => part !== ''),
    '\n\n',
  )}\n`;
}

function exchangeParts(
  conversation: Conversation,
  exchange: Exchange,
  index: number,
  pictures: ReadonlyMap<string, string>,
): readonly MarkdownText[] {
  const { question, askedAt, imageIds, answer } = exchange;
  const { number, of } = versionNumber(exchange);
  const images = conversation.images.filter(({ id }) => imageIds.includes(id));
  const facts = [
    ...(answer.model === undefined ? [] : [byModel(answer.model)]),
    ...(of > 1 ? [t`version ${number} of ${of}`] : []),
  ];
  return [
    markdownText`## Question ${index + 1}`,
    ...(askedAt === undefined ? [] : [markdownText`*${minuteOf(askedAt)}*`]),
    ...images.map((image) => imagePart(conversation, image, pictures.get(image.id))),
    linesMarkdown(question),
    facts.length === 0 ? markdownText`### Answer` : markdownText`### Answer ${facts.join(', ')}`,
    ...(answer.text.trim() === '' ? [] : [quotedMarkdown(answer.text)]),
    ...remarks(exchange),
    ...sampleParts(answer.samples),
  ];
}

function byModel({ name, isDemo }: AnsweringModel): string {
  return isDemo ? t`by ${name} (demo model)` : t`by ${name}`;
}

function sampleParts(samples: Exchange['answer']['samples']): readonly MarkdownText[] {
  if (samples === undefined) return [];
  const { texts, temperature, differences } = samples;
  return [
    joinMarkdown(
      [
        markdownText`Asked ${counted(texts.length, 'time')} at temperature ${temperature}.`,
        ...(differences.length === 0 ? [] : [markdownText`${differences.join(' ')}`]),
      ],
      ' ',
    ),
    ...texts.flatMap((text, index) => [markdownText`${index + 1}:`, quotedMarkdown(text)]),
  ];
}

/** Its name stands below: some renderers drop escaped signs from a picture's description. */
function imagePart(conversation: Conversation, image: AttachedImage, file: string | undefined): MarkdownText {
  const called = t`Image ${imageNumber(conversation, image.id)}`;
  const caption = markdownText`${called}: ${[image.name, ...seenOf(image)].join(', ')}`;
  if (file === undefined) return caption;
  // The path is ours, of letters, digits and hyphens.
  return joinMarkdown([markdownText`![${called}]`, `(${file})` as MarkdownText, markdownText`\\\n`, caption], '');
}

const ROLES: Readonly<Record<ImageRole, () => string>> = {
  frontal: () => t`frontal`,
  lateral: () => t`lateral`,
  prior: () => t`prior`,
};

function seenOf({ role, frame, frames, window, region }: AttachedImage): readonly string[] {
  return [
    ...(role === undefined ? [] : [ROLES[role]()]),
    ...(frames > 1 ? [t`frame ${(frame ?? 0) + 1} of ${frames}`] : []),
    ...(window === undefined ? [] : [t`window ${window.center}/${window.width}`]),
    ...(region === undefined
      ? []
      : [t`the part of ${region.width} × ${region.height} pixels at ${region.x}, ${region.y}`]),
  ];
}

const VOTES: Readonly<Record<Vote['value'], () => MarkdownText>> = {
  up: () => markdownText`Vote: up`,
  down: () => markdownText`Vote: down`,
  flag: () => markdownText`Vote: flag`,
};

function remarks({ answer, closed }: Exchange): readonly MarkdownText[] {
  const { state, failure, vote, chances, contradictions = [] } = answer;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return [
    ...(state === 'stopped' ? [markdownText`*Stopped before its end.*`] : []),
    ...(state === 'cut' ? [markdownText`*Cut at the token limit.*`] : []),
    ...(state === 'running' ? [markdownText`*Still being written when it was exported.*`] : []),
    ...(state === 'failed' ? [markdownText`*Failed: ${failure?.message ?? t`no reason is known`}*`] : []),
    ...(chances === undefined
      ? []
      : [markdownText`Probability by the model: yes ${percent(chances.yes)}, no ${percent(chances.no)}.`]),
    ...(closed === true && chances === undefined ? [markdownText`Asked for yes or no.`] : []),
    ...contradictions.map((sentence) => markdownText`- ${sentence}`),
    ...(vote === undefined
      ? []
      : [joinMarkdown([VOTES[vote.value](), markdownText`${vote.note === undefined ? '' : `: ${vote.note}`}`], '')]),
  ];
}

/** `2026-11-27 04:46 UTC`; what is no date stays what it is. */
function minuteOf(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
