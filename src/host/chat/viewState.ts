import type { Exchange } from '../../conversation/exchange.ts';
import { pendingImages } from '../../conversation/conversation.ts';
import { versionNumber } from '../../conversation/versions.ts';
import type { Engine } from '../../protocol/engine.ts';
import type { ViewExchange, ViewModel, ViewState } from '../../protocol/webview.ts';
import type { ChatServices } from './chatServices.ts';
import type { ChatSession } from './chatSession.ts';

/** All that the chat's view shows. */
export function viewState(
  { engine, settings, prompts }: ChatServices,
  session: ChatSession,
  readiness: ViewState['readiness'],
): ViewState {
  const { conversation, adding, draft, sampling, undo, waiting } = session;
  const { editing, held, parameters = {} } = conversation;
  const model = viewModel(engine);
  return {
    conversationId: conversation.id,
    images: conversation.images.map(
      ({ origin: _path, fileSha256: _file, sopInstanceHash: _instance, ...shown }) => shown,
    ),
    pending: pendingImages(conversation).map(({ id }) => id),
    exchanges: conversation.exchanges.map(viewExchange),
    ...(held !== undefined && { held }),
    ...(editing !== undefined && { editing }),
    ...(sampling !== undefined && { sampling }),
    ...(undo !== undefined && { undo }),
    parameters,
    defaults: settings.sampling(),
    prompts: [...prompts.list()],
    readiness,
    adding: [...adding],
    queued: waiting.map(({ id, question }) => ({ id, question })),
    draft,
    ...(model !== undefined && { model }),
    usesDemo: settings.usesDemo,
  };
}

/** The same exchange is the same object: the view of 1,000 of them is made anew for those that changed. */
const viewed = new WeakMap<Exchange, ViewExchange>();

function viewExchange(exchange: Exchange): ViewExchange {
  const known = viewed.get(exchange);
  if (known !== undefined) return known;
  const { versions: _others, ...shown } = exchange;
  const { contradictions, samples } = exchange.answer;
  const version = versionNumber(exchange);
  const view: ViewExchange = {
    ...shown,
    ...(version.of > 1 && { version: { ...version } }),
    ...(contradictions && { contradictions }),
    ...(samples && { agreement: { groups: samples.groups, differences: samples.differences } }),
  };
  viewed.set(exchange, view);
  return view;
}

function viewModel(engine: Pick<Engine, 'describe'>): ViewModel | undefined {
  const model = engine.describe();
  if (model === undefined) return undefined;
  const { name, backend, isDemo, projector } = model;
  return { name, backend, isDemo, seesImages: projector !== undefined };
}
