import { t } from '@vscode/l10n';
import { type TemplateResult, nothing } from 'lit-html';
import type { ViewExchange } from '../../src/protocol/webview.ts';
import { html } from '../shared/html.ts';
import { toolButton } from '../shared/toolButton.ts';

export interface VersionEvents {
  /** Counted from 1. */
  onShowVersion(exchangeId: string, number: number): void;
}

/** "◀ 2/3 ▶": which version of a question and its answer is shown. `busy`: an answer is being written. */
export function versionSwitch(
  { id, version }: Pick<ViewExchange, 'id' | 'version'>,
  busy: boolean,
  events: VersionEvents,
): TemplateResult | typeof nothing {
  if (version === undefined || version.of < 2) return nothing;
  const { number, of } = version;
  return html`<span class="versions" role="group" aria-label=${t`Versions`} data-testid="versions">
    ${toolButton({
      label: t`Previous version`,
      title: t`Previous version (Alt+Left)`,
      icon: 'previous',
      testId: 'version-previous',
      disabled: busy || number <= 1,
      onClick: () => {
        events.onShowVersion(id, number - 1);
      },
    })}
    <span aria-hidden="true" data-testid="version">${String(number)}/${String(of)}</span>
    <span class="visually-hidden">${t`Version ${number} of ${of}`}</span>
    ${toolButton({
      label: t`Next version`,
      title: t`Next version (Alt+Right)`,
      icon: 'next',
      testId: 'version-next',
      disabled: busy || number >= of,
      onClick: () => {
        events.onShowVersion(id, number + 1);
      },
    })}
  </span>`;
}

/** The version that a key asks for; undefined where it asks for none. */
export function versionByKey(
  { altKey, ctrlKey, metaKey, shiftKey, key }: KeyboardEvent,
  version: ViewExchange['version'],
): number | undefined {
  if (!altKey || ctrlKey || metaKey || shiftKey || version === undefined) return undefined;
  const wanted = version.number + (key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : Number.NaN);
  return wanted >= 1 && wanted <= version.of ? wanted : undefined;
}
