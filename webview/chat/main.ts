import './chat.css';
import { render } from 'lit-html';
import { createRef } from 'lit-html/directives/ref.js';
import { doubtfulImages } from '../../src/conversation/heldQuestion.ts';
import { isAnswering } from '../../src/conversation/conversation.ts';
import { type ToHost, type ToView, parseToView } from '../../src/protocol/webview.ts';
import { Announcer } from '../shared/announcer.ts';
import { registerControls } from '../shared/controls.ts';
import { HostConnection } from '../shared/hostConnection.ts';
import { BlobUrls } from './blobUrls.ts';
import { type PanelEvents, chatPanel } from './chatPanel.ts';
import { listenForDropAndPaste } from './dropAndPaste.ts';
import { incomingFrom } from './incomingFiles.ts';
import { StickToEnd } from './stickToEnd.ts';
import { withNotice } from './notices.ts';
import { type ViewModelState, announcement, initialState, receive } from './viewModel.ts';

registerControls();
const root = document.createElement('div');
root.className = 'root';
root.dataset['testid'] = 'chat';
document.body.append(root);
const announcer = new Announcer(document.body);
const urls = new BlobUrls();
const dialog = createRef<HTMLDialogElement>();
const end = new StickToEnd();
const host = new HostConnection<ToHost, ToView>(parseToView, onMessage);

let model: ViewModelState = initialState;
let draft = '';
let hovering = false;
let scheduled = false;

/** Renders once a frame, however many messages come. */
function update(change: Partial<ViewModelState> = {}): void {
  model = { ...model, ...change };
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    render(chatPanel({ model, draft, hovering, urls, dialog }, events), root);
    end.watch(root.querySelector<HTMLElement>('.transcript'));
    if (dialog.value?.open === false) dialog.value.showModal();
  });
}

function onMessage(message: ToView): void {
  const next = receive(model, message);
  if (next === 'outOfStep') {
    host.post({ type: 'ready' });
    return;
  }
  if (model.state === undefined && next.state !== undefined) draft = next.state.draft;
  if (message.type === 'draft') draft = message.draft;
  const said = announcement(model.state, next.state);
  if (said !== undefined) announcer.say(said);
  update(next);
  if (message.type === 'focus') requestAnimationFrame(focusQuestion);
}

function focusQuestion(): void {
  root.querySelector('textarea')?.focus();
}

function setDraft(text: string): void {
  draft = text;
  host.post({ type: 'draft', draft: text });
  update();
}

const events: PanelEvents = {
  onDraft: setDraft,
  onSend: (question) => {
    host.post({ type: 'ask', question });
    end.jump();
    setDraft('');
    focusQuestion();
  },
  onStop: () => {
    host.post({ type: 'stop' });
  },
  onAddImage: () => {
    host.post({ type: 'pickImages' });
  },
  onTrySample: () => {
    host.post({ type: 'trySample' });
    focusQuestion();
  },
  onModel: () => {
    host.post({ type: 'modelMenu' });
  },
  onRemove: (imageId) => {
    const { state } = model;
    // Its going lets a held question go: it is given back rather than lost.
    if (state?.held !== undefined && doubtfulImages(state).every(({ id }) => id === imageId)) setDraft(state.held);
    host.post({ type: 'removeImage', imageId });
  },
  onAskAnyway: () => {
    host.post({ type: 'askAnyway' });
    end.jump();
    focusQuestion();
  },
  onRemoveDamaged: (imageIds, question) => {
    for (const imageId of imageIds) host.post({ type: 'removeImage', imageId });
    setDraft(question);
    focusQuestion();
  },
  onTakeUp: (imageId) => {
    host.post({ type: 'takeUpImage', imageId });
  },
  onUnqueue: (id, edit) => {
    host.post({ type: 'unqueue', id, edit });
    focusQuestion();
  },
  onOpen: (imageId) => {
    update({ preview: { imageId } });
    host.post({ type: 'preview', imageId });
  },
  onClosePreview: () => {
    update({ preview: undefined });
    urls.release();
  },
  onCopy: (exchangeId) => {
    host.post({ type: 'copy', exchangeId });
    announcer.say('Copied.');
  },
  onInsert: (exchangeId) => {
    host.post({ type: 'insert', exchangeId });
  },
  onRegenerate: () => {
    host.post({ type: 'regenerate' });
  },
  onWayOut: (wayOut) => {
    host.post({ type: 'wayOut', wayOut });
  },
  onDismiss: (notice) => {
    update({ notices: model.notices.filter((other) => other !== notice) });
  },
};

async function takeIn(data: DataTransfer): Promise<void> {
  for await (const piece of incomingFrom(data)) {
    if (piece.kind === 'file') host.post({ type: 'attachBytes', name: piece.name, bytes: piece.bytes });
    else if (piece.kind === 'folder') host.post({ type: 'attachFolder', name: piece.name, zip: piece.zip });
    else if (piece.kind === 'uris') host.post({ type: 'attachUris', uris: [...piece.uris] });
    else update({ notices: withNotice(model.notices, { ...piece, kind: 'dropRefused' }) });
  }
}

listenForDropAndPaste({
  onData: (data) => {
    void takeIn(data);
  },
  onHover: (over) => {
    hovering = over;
    update();
  },
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && dialog.value === undefined && model.state !== undefined && isAnswering(model.state))
    host.post({ type: 'stop' });
});
update();
host.post({ type: 'ready' });
