import * as vscode from 'vscode';
import { currentVersion, isEdited, isPresent, type Proposal } from '../../report/proposal.ts';
import type { ImageOrigin } from '../../report/provenance.ts';
import { touches } from '../../report/textRange.ts';
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
    return proposal && new vscode.Hover(describe(proposal), toRange(document, proposal.draft.range));
  }
}

function describe(proposal: Proposal): vscode.MarkdownString {
  const { model, images, promptId, sampling, time } = currentVersion(proposal).origin;
  const text = new vscode.MarkdownString();
  const line = (label: string, value: string): void => {
    text.appendMarkdown(`- ${label}: ${escapeMarkdown(value)}\n`);
  };
  text.appendMarkdown(
    '**Drafted by LLaVA-Med**, not by a person. Research software, not a medical device: review every word before it is used.\n\n',
  );
  if (model?.isDemo) text.appendMarkdown(`${demoText(images)}\n\n`);
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
  return text;
}

function demoText(images: readonly ImageOrigin[]): string {
  return images.some(({ phantom }) => phantom === false)
    ? '**The demo model knows drawn phantoms only. The image is none: this text means nothing.**'
    : 'The demo model knows drawn phantoms only; what it says about a real image means nothing.';
}

function imageText({ fileSha256, frame = 0, window, notes = [] }: ImageOrigin): string {
  return [
    fileSha256.slice(0, 12),
    ...(frame > 0 ? [`frame ${String(frame + 1)}`] : []),
    ...(window ? [`W ${String(window.width)} L ${String(window.center)}`] : []),
    ...(notes.length > 0 ? [`(${notes.join(', ')})`] : []),
  ].join(' ');
}

/** Not `appendText`: its no-break spaces keep the hover from wrapping. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$]/g, '\\$&');
}
