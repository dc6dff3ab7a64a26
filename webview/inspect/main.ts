/**
 * The Inspect page of a model pair. For tests (data-testid): `inspect` the root, with data-verdict · `verdict` · `finding` with
 * `remedy` · `rows` · buttons `use`, `chooseProjector`, `mend`, `convert` · `failure` · `research-notice`
 */
import './inspect.css';
import { render } from 'lit-html';
import { parseToInspect, type FromInspect, type ToInspect } from '../../src/protocol/inspectView.ts';
import { registerControls } from '../shared/controls.ts';
import { HostConnection } from '../shared/hostConnection.ts';
import { inspectPage } from './inspectPage.ts';

registerControls();
const root = document.createElement('main');
root.dataset['testid'] = 'inspect';
document.body.append(root);
const host = new HostConnection<FromInspect, ToInspect>(parseToInspect, (message) => {
  root.dataset['verdict'] = message.type === 'report' ? message.verdict : 'failure';
  render(
    inspectPage(message, (action) => host.post({ type: 'act', action })),
    root,
  );
});
host.post({ type: 'ready' });
