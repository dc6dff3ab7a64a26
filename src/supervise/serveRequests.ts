/**
 * The child's side of a `SupervisedChild`: answers calls by their handlers until the parent goes away.
 *
 *   serveRequests<DecodingContract>({ decode: async ({ path }, { signal, emit }) => … });
 *
 * A handler may run for long, several may run at once; each gets an AbortSignal that fires when the parent aborts that
 * call. On abort a handler either returns what it has (the parent's promise resolves with it) or throws (it rejects
 * with the abort reason). What is thrown reaches the parent as a `HandlerError`; give it a structured-cloneable `data`
 * property to send more than a message.
 */
import { TEXTS_VARIABLE, useTextsOf } from '../text/texts.ts';
import { heartbeatMs } from './wire.ts';
import type { Contract, ToChild, ToParent, WireError } from './wire.ts';

export interface CallContext<Event> {
  readonly signal: AbortSignal;
  readonly emit: (event: Event) => void;
}

export type Handlers<C extends Contract<C>> = {
  readonly [M in keyof C]: (params: C[M]['params'], context: CallContext<C[M]['event']>) => Promise<C[M]['result']>;
};

export interface ServeOptions {
  /** Frees what the child holds before it exits; the parent kills a child whose clean-up takes too long. */
  onShutdown?(): Promise<void>;
}

export function serveRequests<C extends Contract<C>>(handlers: Handlers<C>, options: ServeOptions = {}): void {
  useTextsOf(process.env[TEXTS_VARIABLE]);
  const running = new Map<number, AbortController>();
  let heartbeat: NodeJS.Timeout | undefined;

  const post = (message: ToParent): void => {
    // Without the callback a message sent while the parent dies would be an unhandled 'error' event.
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
  };

  const serve = async (id: number, method: string, params: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    heartbeat ??= setInterval(() => post({ type: 'alive' }), heartbeatMs);
    try {
      const handler = (
        handlers as Record<string, (params: unknown, context: CallContext<unknown>) => Promise<unknown>>
      )[method];
      if (handler === undefined) throw new Error(`This child has no method "${method}".`);
      const emit = (event: unknown): void => post({ type: 'event', id, event });
      post({ type: 'result', id, result: await handler(params, { signal: controller.signal, emit }) });
    } catch (error) {
      post({ type: 'error', id, error: toWire(error) });
    } finally {
      running.delete(id);
      if (running.size === 0) {
        clearInterval(heartbeat);
        heartbeat = undefined;
      }
    }
  };

  process.on('message', (message: ToChild) => {
    if (message.type === 'call') void serve(message.id, message.method, message.params);
    else running.get(message.id)?.abort();
  });

  post({ type: 'alive' });

  process.once('disconnect', () => {
    for (const controller of running.values()) controller.abort();
    void Promise.resolve(options.onShutdown?.()).finally(() => process.exit(0));
  });
}

function toWire(error: unknown): WireError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined, data: undefined };
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    data: 'data' in error ? error.data : undefined,
  };
}
