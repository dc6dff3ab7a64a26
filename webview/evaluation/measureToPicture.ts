/** A user timing from `start` (of the page's clock) to the end of the next frame, when what was changed is seen. */
export function measureToPicture(name: string, start: number): void {
  requestAnimationFrame(() => {
    // A message is taken after the frame is drawn.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      performance.measure(name, { start });
      port1.close();
    };
    port2.postMessage(undefined);
  });
}
