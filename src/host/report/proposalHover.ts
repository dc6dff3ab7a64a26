import type * as vscode from 'vscode';
import { currentVersion, isEdited, isPresent, type Proposal } from '../../report/proposal.ts';
import type { ImageOrigin } from '../../report/provenance.ts';
import { touches } from '../../report/textRange.ts';
import { joinMarkdown, markdownText, type MarkdownText } from '../../text/markdownText.ts';
import { hoverOf } from '../messages/markdownString.ts';
import type { Proposals } from './proposals.ts';
import { toRange } from './reportDocuments.ts';

/** Says of a model's text that it is one, as long as the window knows it: also after it was accepted. */
export class ProposalHover implements vscode.HoverProvider {
  readonly #proposals: Proposals;

  constructor(proposals: Proposals) {
    this.#proposals = proposals;
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const offset = document.offsetAt(position);
    const proposal = this.#proposals
      .of(document)
      .findLast((one) => isPresent(one) && one.state !== 'discarded' && touches(one.draft.range, offset));
    return proposal && hoverOf(describe(proposal), toRange(document, proposal.draft.range));
  }
}

function describe(proposal: Proposal): MarkdownText {
  const { model, images, promptId, sampling, time } = currentVersion(proposal).origin;
  const parts: MarkdownText[] = [];
  const line = (label: string, value: string): void => {
    parts.push(markdownText`- ${label}: ${value}\n`);
  };
  parts.push(
    markdownText`**Drafted by LLaVA-Med**, not by a person. Research software, not a medical device: review every word before it is used.\n\n`,
  );
  if (model?.isDemo) parts.push(demoText(images));
  line('Model', model ? `${model.name} (${model.sha256.slice(0, 12)})` : 'unknown');
  line('Images', images.length === 0 ? 'none' : images.map(imageText).join(', '));
  line('Prompt', promptId);
  if (sampling)
    line(
      'Sampling',
      `temperature ${String(sampling.temperature)}, top-p ${String(sampling.topP)}, seed ${String(sampling.seed)}`,
    );
  line('Written', time);
  line(
    'State',
    `${proposal.state === 'accepted' ? 'accepted by a person' : 'not reviewed yet'}${isEdited(proposal) ? ', changed by a person' : ''}`,
  );
  return joinMarkdown(parts, '');
}

function demoText(images: readonly ImageOrigin[]): MarkdownText {
  return images.some(({ phantom }) => phantom === false)
    ? markdownText`**The demo model knows drawn phantoms only. The image is none: this text means nothing.**\n\n`
    : markdownText`The demo model knows drawn phantoms only; what it says about a real image means nothing.\n\n`;
}

function imageText({ fileSha256, frame = 0, window, notes = [] }: ImageOrigin): string {
  return [
    fileSha256.slice(0, 12),
    ...(frame > 0 ? [`frame ${String(frame + 1)}`] : []),
    ...(window ? [`W ${String(window.width)} L ${String(window.center)}`] : []),
    ...(notes.length > 0 ? [`(${notes.join(', ')})`] : []),
  ].join(' ');
}
