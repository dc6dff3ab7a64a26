/**
 * The page that compares models on one image. For tests (data-testid):
 *
 * - `compare` the root, with data-run: `none`, `running` or `done`
 * - image: `choose-image` · `image` with `image-name`, `image-facts`, `image-note` · `image-problem`
 * - asking: `question` · `caption` · `suggestion` · `ask` · `stop` · `blind` · `keep-texts` · `not-ready` · `notice`
 * - columns: `column` with `model`, `kind`, `temperature`, `maxTokens`, `seed`, `remove-column` · `add-column`
 * - answers: `answer` (data-label, data-state) with `answer-text`, `progress`, `failure`, `way-out-*`, `identity`,
 *   `facts`, `demo-warning` · `run-warning`
 * - voting: `vote` with `vote-A` …, `vote-tie`, `vote-bothBad`, `reveal` · `voted`
 * - `votes` the table · `export-votes` · `announcer` · `research-notice`
 */
import './compare.css';
import { render } from 'lit-html';
import {
  type CompareState,
  type FromCompare,
  notReady,
  parseToCompare,
  type ToCompare,
} from '../../src/protocol/compareView.ts';
import { Announcer } from '../shared/announcer.ts';
import { registerControls } from '../shared/controls.ts';
import { HostConnection } from '../shared/hostConnection.ts';
import { comparePage } from './comparePage.ts';
import { finishedText, withDelta, withProgress } from './compareChanges.ts';

registerControls();
const root = document.createElement('main');
root.dataset['testid'] = 'compare';
document.body.append(root);
const announcer = new Announcer(document.body);

let state: CompareState | undefined;
/** What is being typed: the page's own until it starts anew. */
let texts = { question: '', caption: '' };
let drawing = 0;
/** The buttons of the vote go with it: a keyboard goes on at the answers. */
let losesFocus = false;

const host = new HostConnection<FromCompare, ToCompare>(parseToCompare, (message) => {
  const before = state;
  if (message.type === 'state') {
    if (state === undefined) texts = { question: message.state.question, caption: message.state.caption };
    state = message.state;
  } else if (state !== undefined) {
    const next = message.type === 'delta' ? withDelta(state, message) : withProgress(state, message);
    if (next === undefined) host.post({ type: 'ready' });
    else state = next;
  }
  const finished = finishedText(before?.run, state?.run);
  if (finished !== undefined) announcer.say(finished);
  losesFocus ||= before?.run?.mayReveal === true && state?.run?.mayReveal === false;
  draw();
});

/** Once for each picture of the screen: tokens may come faster. */
function draw(): void {
  if (drawing !== 0) return;
  drawing = requestAnimationFrame(() => {
    drawing = 0;
    if (state === undefined) return;
    root.dataset['run'] = state.run === undefined ? 'none' : state.run.isRunning ? 'running' : 'done';
    render(comparePage(state, texts, { post, setTexts, ask }), root);
    if (losesFocus && !root.contains(document.activeElement))
      root.querySelector<HTMLElement>('[data-testid="asked"]')?.focus();
    losesFocus = false;
  });
}

function post(message: FromCompare): void {
  host.post(message);
}

function setTexts(changed: Partial<typeof texts>): void {
  texts = { ...texts, ...changed };
  host.post({ type: 'texts', ...texts });
  draw();
}

function ask(): void {
  if (state === undefined || state.run?.isRunning === true || notReady(state, texts) !== undefined) return;
  host.post({ type: 'ask', ...texts });
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && state?.run?.isRunning === true) host.post({ type: 'stop' });
});
host.post({ type: 'ready' });
