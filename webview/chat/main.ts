import './chat.css';
import { render } from 'lit-html';
import { doubtfulImages } from '../../src/conversation/heldQuestion.ts';
import { isAnswering, lastExchange } from '../../src/conversation/conversation.ts';
import { type ToHost, type ToView, parseToView } from '../../src/protocol/webview.ts';
import { Announcer } from '../shared/announcer.ts';
import { registerControls } from '../shared/controls.ts';
import { HostConnection } from '../shared/hostConnection.ts';
import { answerRequests } from './answerRequests.ts';
import { listenForKeys } from './chatKeys.ts';
import { type PanelEvents, chatPanel } from './chatPanel.ts';
import { listenForDropAndPaste } from './dropAndPaste.ts';
import { FindInChat } from './findInChat.ts';
import { type ImageEventsLink, lightboxEvents, trayEvents } from './imageEvents.ts';
import { incomingFrom } from './incomingFiles.ts';
import { Lightbox } from './lightbox.ts';
import { SentenceAnnouncer } from './sentenceAnnouncer.ts';
import { SpokenAnswer } from './spokenAnswer.ts';
import { ParametersPanel } from './parametersPanel.ts';
import { PromptMenu } from './promptMenu.ts';
import { StickToEnd } from './stickToEnd.ts';
import { withNotice } from './notices.ts';
import { focusGrip, focusedGrip } from './trayGrip.ts';
import { type ViewModelState, announcement, initialState, receive } from './viewModel.ts';

registerControls();
const root = document.createElement('div');
root.className = 'root';
root.dataset['testid'] = 'chat';
document.body.append(root);
const host = new HostConnection<ToHost, ToView>(parseToView, onMessage);
const announcer = new Announcer(document.body);
const spoken = new SpokenAnswer(document.body);
const sentences = new SentenceAnnouncer();
const end = new StickToEnd();
const imageLink: ImageEventsLink = {
  post: (message) => {
    host.post(message);
  },
  say: (text) => {
    announcer.say(text);
  },
  look: (imageId) => {
    update({ preview: imageId === undefined ? undefined : { imageId } });
    if (imageId !== undefined) host.post({ type: 'preview', imageId });
  },
  focusQuestion,
};
const lightbox = new Lightbox(document.body, lightboxEvents(imageLink));

let model: ViewModelState = initialState;
let draft = '';
let hovering = false;
let scheduled = false;
/** What is to have the focus after the host's next answer. */
let focusNext: (() => HTMLElement | null | undefined) | undefined;
const find = new FindInChat({
  list: () => root.querySelector('.content'),
  changed: () => {
    update();
  },
});

/** Renders once a frame, however many messages come. */
function update(change: Partial<ViewModelState> = {}): void {
  model = { ...model, ...change };
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    const grip = focusedGrip();
    render(chatPanel({ model, draft, hovering, find: find.facts() }, events), root);
    end.watch(root.querySelector<HTMLElement>('.transcript'));
    focusGrip(root, grip);
    lightbox.show(model.state, model.preview);
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
  if (next.state !== undefined) {
    if (model.state?.conversationId !== next.state.conversationId) sentences.restart();
    spoken.say(sentences.follow(lastExchange(next.state)));
  }
  update(next);
  if (message.type === 'state') requestAnimationFrame(refocus);
  if (message.type === 'find') openFind(message.words);
  if (message.type === 'focus') requestAnimationFrame(focusQuestion);
  if (message.type === 'insertPrompt') insertPrompt(message.text);
}

function focusQuestion(): void {
  root.querySelector('textarea')?.focus();
}

/** The focus goes where it was meant to, but only if it was lost. */
function refocus(): void {
  if (document.activeElement === document.body) focusNext?.()?.focus();
  focusNext = undefined;
}

function openFind(words?: string): void {
  find.open();
  requestAnimationFrame(() => {
    if (words !== undefined) find.seek(words);
    root.querySelector<HTMLInputElement>('.find input')?.select();
  });
}

function setDraft(text: string): void {
  draft = text;
  host.post({ type: 'draft', draft: text });
  update();
}

function insertPrompt(text: string): void {
  const field = root.querySelector<HTMLTextAreaElement>('[data-testid="question-input"]');
  if (field) setDraft(promptMenu.insert(text, field));
}

const promptMenu = new PromptMenu({
  onPickPrompt: (id) => {
    host.post({ type: 'insertPrompt', id });
  },
  onManagePrompts: () => {
    host.post({ type: 'managePrompts' });
  },
  onChange: update,
  onSay: (text) => {
    announcer.say(text);
  },
});
promptMenu.listen(root, () => model.state);
const parametersPanel = new ParametersPanel({
  onParameters: (parameters) => {
    host.post({ type: 'setParameters', parameters });
  },
  onSaveParameters: () => {
    host.post({ type: 'saveParameters' });
  },
  onChange: update,
});

const events: PanelEvents = {
  promptMenu,
  parametersPanel,
  onDraft: setDraft,
  onSend: (question) => {
    host.post({ type: 'ask', question, ...(model.asksClosed && { closed: true }) });
    update({ asksClosed: false });
    end.jump();
    // What was typed before a question was edited is with the host, which gives it back.
    if (model.state?.editing === undefined) setDraft('');
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
  ...trayEvents(imageLink),
  onOpen: (imageId, tab = 'shown') => {
    lightbox.showTab(tab);
    imageLink.look(imageId);
  },
  ...answerRequests({
    model: () => model,
    update,
    post: (message) => {
      host.post(message);
    },
    say: (text) => {
      announcer.say(text);
    },
    jump: () => {
      end.jump();
    },
    focusQuestion,
    focusNext: (element) => {
      focusNext = element;
    },
  }),
  onAsksClosed: (asksClosed) => {
    update({ asksClosed });
  },
  onSeek: (query) => {
    find.seek(query);
  },
  onFindNext: (by) => {
    find.go(by);
  },
  onCloseFind: () => {
    find.close();
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
listenForKeys({
  onEscape: () => {
    if (lightbox.isOpen || model.state === undefined) return;
    if (isAnswering(model.state) || model.state.sampling !== undefined) host.post({ type: 'stop' });
    else if (model.state.editing !== undefined) events.onStopEditing();
  },
  onFind: () => {
    openFind();
  },
  onFindNext: (by) => {
    if (find.facts() === undefined) return false;
    find.go(by);
    return true;
  },
  onUndo: () => {
    if (model.state?.undo === undefined) return false;
    events.onUndo();
    return true;
  },
});
update();
host.post({ type: 'ready' });
