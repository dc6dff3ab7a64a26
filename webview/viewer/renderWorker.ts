/** The render worker: pixels are made here, so that the page stays free to follow the pointer. */
import { FrameRenderer } from './frameRenderer.ts';
import type { FromRenderer, ToRenderer } from './renderProtocol.ts';

const renderer = new FrameRenderer();
const scope = self as unknown as { postMessage(message: FromRenderer, transfer: Transferable[]): void };

self.addEventListener('message', (event: MessageEvent<ToRenderer>) => {
  void answer(event.data);
});

scope.postMessage({ type: 'started' }, []);

async function answer(message: ToRenderer): Promise<void> {
  try {
    const reply = await renderer.answer(message);
    if (reply !== undefined) scope.postMessage(reply, reply.type === 'rendered' ? [reply.bitmap] : []);
  } catch (error) {
    scope.postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error) }, []);
  }
}
