import { type TemplateResult, nothing } from 'lit-html';
import type { ChatAnswer, Exchange } from '../../src/conversation/conversation.ts';
import { iconButton, textButton } from '../shared/controls.ts';
import { html } from '../shared/html.ts';

export interface AnswerEvents {
  onCopy(exchangeId: string): void;
  onInsert(exchangeId: string): void;
  onRegenerate(): void;
}

/**
 * What can be done with an answer, and the quiet line of how it came about. `isLast`: only the last one can be had
 * anew.
 */
export function answerFooter(
  { id, answer }: Exchange,
  isLast: boolean,
  events: AnswerEvents,
): TemplateResult | typeof nothing {
  if (answer.state === 'running') return nothing;
  const hasText = answer.text.trim() !== '';
  const facts = footerFacts(answer);
  return html`<footer class="footer">
    <div class="actions" role="group" aria-label="Answer actions">
      ${
        hasText
          ? textButton({
              label: 'Insert into report',
              icon: 'insert',
              testId: 'insert',
              title: 'Put this answer into the open report as a proposal',
              onClick: () => {
                events.onInsert(id);
              },
            })
          : nothing
      }
      ${
        hasText
          ? iconButton({
              label: 'Copy',
              icon: 'copy',
              testId: 'copy',
              onClick: () => {
                events.onCopy(id);
              },
            })
          : nothing
      }
      ${
        isLast && answer.state !== 'failed'
          ? iconButton({
              label: 'Regenerate',
              title: 'Another answer to the same question',
              icon: 'again',
              testId: 'regenerate',
              onClick: () => {
                events.onRegenerate();
              },
            })
          : nothing
      }
    </div>
    ${facts.length === 0 ? nothing : html`<span class="stats" data-testid="stats" title=${footerDetail(answer)}>${facts.join(' · ')}</span>`}
  </footer>`;
}

function footerFacts({ stats, model, state }: ChatAnswer): readonly string[] {
  return [
    ...(state === 'stopped' ? ['stopped'] : []),
    ...(state === 'cut' ? ['cut at the token limit'] : []),
    ...(stats?.firstTokenMs === undefined ? [] : [`first token ${duration(stats.firstTokenMs)}`]),
    ...(stats?.tokensPerSecond === undefined ? [] : [`${decimals(stats.tokensPerSecond)} tokens/s`]),
    ...(model === undefined ? [] : [model.name]),
  ];
}

function footerDetail({ stats, model, sampling }: ChatAnswer): string {
  return [
    ...(stats === undefined
      ? []
      : [
          `${String(stats.promptTokens)} tokens read, ${String(stats.reusedTokens)} of them known from before`,
          `${String(stats.answerTokens)} tokens written`,
        ]),
    ...(sampling === undefined ? [] : [`temperature ${String(sampling.temperature)}, seed ${String(sampling.seed)}`]),
    ...(model === undefined
      ? []
      : [`${model.name} on ${model.backend.toUpperCase()}`, `model ${model.sha256.slice(0, 12)}`]),
  ].join('\n');
}

function duration(ms: number): string {
  return ms < 1000 ? `${String(Math.round(ms))} ms` : `${decimals(ms / 1000)} s`;
}

function decimals(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}
