/**
 * The results page of an evaluation. For tests (data-testid):
 * - `evaluation` the root, with data-state (`results`, `failure`) · `failure` with `open-as-text` · `research-notice`
 * - buttons `compare`, `end-comparison`, `export` · `warnings` · `comparison`
 * - `metric` (select), `explanation`, `chart`, `as-table` → `chart-table`, `all-metrics` → `metrics-table` · `published` ·
 *   `facts` · `observations` · `confusion`
 * - `search`, `domain`, `type`, `questionType`, `show`, `order` (selects), `count`
 * - `question-list` with `question-row` (data-row: its place in the results)
 * - `detail` (data-row) or `no-detail`: `image-waiting`, `image` or `image-failure`; `question`, `reference`, `answer`,
 *   `other-answer`, `remarks`, `judgement`; buttons `open-image`, `copy` · `announcer`
 *
 * User timing: a measure `shown` from a message with results, and `filtered` from what a person does in the filters, each to
 * the first picture after it.
 */
import './evaluation.css';
import { type FromEvaluation, parseToEvaluation, type ToEvaluation } from '../../src/protocol/evaluationView.ts';
import { Announcer } from '../shared/announcer.ts';
import { registerControls } from '../shared/controls.ts';
import { HostConnection } from '../shared/hostConnection.ts';
import { Evaluation } from './evaluation.ts';

registerControls();
const root = document.createElement('main');
root.dataset['testid'] = 'evaluation';
document.body.append(root);
let came = 0;
const host = new HostConnection<FromEvaluation, ToEvaluation>(
  (message) => {
    came = performance.now();
    return parseToEvaluation(message);
  },
  (message) => {
    page.receive(message, came);
  },
);
const page = new Evaluation(host, root, new Announcer(document.body));
host.post({ type: 'ready' });
