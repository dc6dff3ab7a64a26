import type { ToViewer } from '../../src/protocol/viewer.ts';
import { performCommand } from './performCommand.ts';
import type { Viewer } from './viewer.ts';
import { closedRight } from './viewerModel.ts';

/** What the host says, done. */
export function receiveMessage(viewer: Viewer, message: ToViewer): void {
  switch (message.type) {
    case 'opened':
    case 'stackGrew':
      viewer.takeStack(message);
      break;
    case 'closedRight':
      viewer.change(closedRight);
      break;
    case 'frame':
      viewer.supply.received(message);
      break;
    case 'frameFailed':
      viewer.supply.failed(message);
      break;
    case 'modelView':
    case 'modelViewFailed':
      viewer.model.receive(message);
      break;
    case 'tags':
      viewer.tags.received(message.itemId, { state: 'here', rows: message.rows });
      break;
    case 'tagsFailed':
      viewer.tags.received(message.itemId, { state: 'failed', message: message.message });
      break;
    case 'command':
      performCommand(viewer, message.command);
      break;
    case 'changed':
      viewer.supply.forget(message.itemId);
      viewer.tags.forget(message.itemId);
      viewer.model.again();
      break;
    case 'said':
      viewer.say(message.message);
      break;
  }
  viewer.refresh();
}
