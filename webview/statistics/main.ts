/**
 * The page "Statistics of My Drafts". For tests (data-testid): `statistics` the root, with data-state (`figures`, `empty`,
 * `failure`) · buttons `refresh`, `export-csv`, `export-json`, `new-report` · `meaning` · `bars` with `bar` ·
 * `table-section`, `table-model`, `table-prompt`, `table-month` · `how` · `empty` · `unread` · `failure` · `announcer` ·
 * `research-notice`
 */
import { t } from '@vscode/l10n';
import './statistics.css';
import { render } from 'lit-html';
import { type FromStatistics, parseToStatistics, type ToStatistics } from '../../src/protocol/statisticsView.ts';
import { Announcer } from '../shared/announcer.ts';
import { registerControls } from '../shared/controls.ts';
import { HostConnection } from '../shared/hostConnection.ts';
import { statisticsPage } from './statisticsPage.ts';

registerControls();
const root = document.createElement('main');
root.dataset['testid'] = 'statistics';
document.body.append(root);
const announcer = new Announcer(document.body);
/** A person has asked for it, so the answer is said; what changes by itself is not. */
let wasAsked = false;
const host = new HostConnection<FromStatistics, ToStatistics>(parseToStatistics, (message) => {
  root.dataset['state'] = stateOf(message);
  render(statisticsPage(message, post), root);
  if (wasAsked && message.type === 'statistics') announcer.say(countedText(message.statistics.all.drafts));
  wasAsked = false;
});
host.post({ type: 'ready' });

function post(message: FromStatistics): void {
  if (message.type === 'refresh') wasAsked = true;
  host.post(message);
}

function countedText(drafts: number): string {
  return drafts === 1 ? t`1 draft counted.` : t`${drafts} drafts counted.`;
}

function stateOf(message: ToStatistics): 'figures' | 'empty' | 'failure' {
  if (message.type === 'failure') return 'failure';
  return message.statistics.all.drafts === 0 ? 'empty' : 'figures';
}
