/**
 * A child process that may crash, hang or be killed without taking its parent along: started on the first call,
 * watched, restarted by the next call after a death (with a cap), killed when it does not stop.
 *
 *   const child = new SupervisedChild<DecodingContract>({ modulePath: '/…/dist/imagingChild.mjs', name: 'imaging' });
 *   const pixels = await child.call('decode', { path }, { signal, timeoutMs: 20_000, onEvent: (event) => … });
 *   await child.dispose();
 *
 * The module at `modulePath` calls `serveRequests<DecodingContract>(handlers)`. stdout and stderr of the child are
 * noise: they go to `onLine`, and their last lines into the error when the child dies. `fork` uses this process's own
 * executable (in VS Code's extension host that is Electron, which `fork` runs as Node), so no `node` on PATH is needed.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { ChildDiedError, ChildHungError, HandlerError, TooManyRestartsError } from './childErrors.ts';
import type { ChildExit } from './childErrors.ts';
import { textsEnvironment } from '../text/texts.ts';
import { LastLines } from './lastLines.ts';
import { heartbeatMs } from './wire.ts';
import type { Contract, ToChild, ToParent } from './wire.ts';

export interface SupervisedChildOptions {
  /** The child's ES module. */
  readonly modulePath: string;
  /** Node flags of the child; default none (the parent's own, such as --inspect, are not inherited). */
  readonly execArgv?: readonly string[];
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments after the module: free for the child to read. */
  readonly args?: readonly string[];
  /** A line that the child wrote to stdout or stderr, without paths, file names and UIDs (`redactLine`). */
  readonly onLine?: (line: string) => void;
  /** The child is gone, by whatever cause; a new one starts with the next call. */
  readonly onExit?: () => void;
  /** With a call running, kill a child whose event loop has given no sign of life for this long; default: never. */
  readonly stallMs?: number;
  /** Deaths in a row, without a successful call between, after which no new child is started; default 5. */
  readonly maxDeaths?: number;
}

export interface CallOptions<Event> {
  /**
   * Abort reaches the handler. If it does not settle within `abortGraceMs`, the child is killed and the call rejects
   * with the reason.
   */
  readonly signal?: AbortSignal | undefined;
  readonly abortGraceMs?: number;
  readonly onEvent?: ((event: Event) => void) | undefined;
  /** Kill the child and reject with ChildHungError when the call takes longer; default: no limit. */
  readonly timeoutMs?: number;
  /** Whether success shows that the child is sound, so that earlier deaths are forgotten; default true. */
  readonly provesHealth?: boolean;
}

interface PendingCall {
  readonly onEvent: ((event: never) => void) | undefined;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

interface RunningChild {
  readonly process: ChildProcess;
  readonly pending: Map<number, PendingCall>;
  readonly lines: LastLines;
  readonly gone: Promise<void>;
  /** Set when we kill it ourselves: becomes the error of its pending calls. */
  killedBecause: unknown;
  silentTicks: number;
  /** It has loaded its module and serves. */
  hasSpoken: boolean;
}

const defaultMaxDeaths = 5;
const defaultAbortGraceMs = 5_000;
const disposeLimitMs = 3_000;
/** Until a child first speaks: loading large modules on a busy machine with a cold disk is no stall. */
const startLimitMs = 120_000;
const lastLineCount = 40;

export class SupervisedChild<C extends Contract<C>> {
  readonly #options: SupervisedChildOptions;
  #child: RunningChild | undefined;
  #nextId = 1;
  #deaths = 0;
  #disposed = false;

  constructor(options: SupervisedChildOptions) {
    this.#options = options;
  }

  /** The running child's process id; undefined when none runs. */
  get pid(): number | undefined {
    return this.#child?.process.pid;
  }

  /** Forgets earlier deaths, so that a child is started again: after the cause was changed. */
  forgetDeaths(): void {
    this.#deaths = 0;
  }

  /** Rejects with the signal's reason, `HandlerError`, `ChildDiedError`, `ChildHungError` or `TooManyRestartsError`. */
  async call<M extends keyof C & string>(
    method: M,
    params: C[M]['params'],
    options: CallOptions<C[M]['event']> = {},
  ): Promise<C[M]['result']> {
    const { signal } = options;
    signal?.throwIfAborted();
    if (this.#disposed) throw new Error('This child process was disposed of.');
    const child = (this.#child ??= this.#start());
    const id = this.#nextId++;
    const timers: NodeJS.Timeout[] = [];
    const onAbort = (): void => {
      send(child, { type: 'abort', id });
      timers.push(setTimeout(() => this.#kill(child, signal?.reason), options.abortGraceMs ?? defaultAbortGraceMs));
    };
    try {
      const result = await new Promise<C[M]['result']>((resolve, reject) => {
        child.pending.set(id, { onEvent: options.onEvent, resolve, reject });
        signal?.addEventListener('abort', onAbort, { once: true });
        if (options.timeoutMs !== undefined) {
          const why = `a request took longer than ${options.timeoutMs / 1000} s`;
          timers.push(
            setTimeout(() => this.#kill(child, new ChildHungError(why, child.lines.lines())), options.timeoutMs),
          );
        }
        send(child, { type: 'call', id, method, params });
      });
      if (options.provesHealth !== false) this.#deaths = 0;
      return result;
    } catch (error) {
      throw signal?.aborted === true && error instanceof HandlerError ? signal.reason : error;
    } finally {
      child.pending.delete(id);
      signal?.removeEventListener('abort', onAbort);
      for (const timer of timers) clearTimeout(timer);
    }
  }

  /**
   * Ends the child: asks it to shut down, kills it if that takes longer than 3 s. Running calls reject with
   * ChildDiedError.
   */
  async dispose(): Promise<void> {
    this.#disposed = true;
    const child = this.#child;
    if (child === undefined) return;
    if (child.process.connected) child.process.disconnect();
    const limit = setTimeout(() => child.process.kill('SIGKILL'), disposeLimitMs);
    await child.gone;
    clearTimeout(limit);
  }

  #start(): RunningChild {
    if (this.#deaths >= (this.#options.maxDeaths ?? defaultMaxDeaths)) throw new TooManyRestartsError(this.#deaths);
    const subprocess = fork(this.#options.modulePath, [...(this.#options.args ?? [])], {
      execArgv: [...(this.#options.execArgv ?? [])],
      env: { ...process.env, ...textsEnvironment(), ...this.#options.env },
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let announceGone: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (announceGone = resolve));
    const child: RunningChild = {
      process: subprocess,
      pending: new Map(),
      lines: new LastLines(lastLineCount),
      gone,
      killedBecause: undefined,
      silentTicks: 0,
      hasSpoken: false,
    };
    for (const stream of [subprocess.stdout, subprocess.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        for (const line of child.lines.push(chunk)) this.#options.onLine?.(line);
      });
    }
    subprocess.on('message', (message: ToParent) => receive(child, message));
    const watch = this.#options.stallMs === undefined ? undefined : setInterval(() => this.#watch(child), heartbeatMs);
    watch?.unref();

    let buried = false;
    const bury = (how: string, exit: ChildExit): void => {
      if (buried) return;
      buried = true;
      clearInterval(watch);
      if (this.#child === child) this.#child = undefined;
      if (!this.#disposed) this.#deaths++;
      const error = child.killedBecause ?? new ChildDiedError(how, exit, child.lines.lines());
      for (const call of child.pending.values()) call.reject(error);
      announceGone();
      this.#options.onExit?.();
    };
    subprocess.on('error', (error) => {
      // 'error' also reports a failed send to a dying child; only a child that never started has no exit to wait for.
      if (subprocess.pid === undefined) bury(error.message, { code: null, signal: null });
    });
    subprocess.on('exit', (code, signal) => {
      // From now on a call gets a new child, though this one's last words are still awaited.
      if (this.#child === child) this.#child = undefined;
      const how = signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`;
      // The last words may still be in the pipes: 'close' follows when they are read; a grandchild may hold them open,
      // hence the limit.
      subprocess.once('close', () => bury(how, { code, signal }));
      setTimeout(() => bury(how, { code, signal }), 500).unref();
    });
    return child;
  }

  /** Counts ticks, not time: a laptop that slept must not look like a hung child. */
  #watch(child: RunningChild): void {
    if (child.pending.size === 0) {
      child.silentTicks = 0;
      return;
    }
    child.silentTicks++;
    const stallMs = this.#options.stallMs ?? Number.POSITIVE_INFINITY;
    if (child.silentTicks * heartbeatMs >= (child.hasSpoken ? stallMs : Math.max(stallMs, startLimitMs))) {
      this.#kill(child, new ChildHungError('it gave no sign of life', child.lines.lines()));
    }
  }

  #kill(child: RunningChild, because: unknown): void {
    child.killedBecause ??= because;
    if (this.#child === child) this.#child = undefined;
    child.process.kill('SIGKILL');
  }
}

function send(child: RunningChild, message: ToChild): void {
  // A failed send needs no handling of its own: the exit of the child rejects the call.
  if (child.process.connected) child.process.send(message, () => undefined);
}

function receive(child: RunningChild, message: ToParent): void {
  child.silentTicks = 0;
  child.hasSpoken = true;
  if (message.type === 'alive') return;
  const call = child.pending.get(message.id);
  if (call === undefined) return;
  if (message.type === 'event') call.onEvent?.(message.event as never);
  else if (message.type === 'result') call.resolve(message.result as never);
  else {
    const { name, message: text, stack, data } = message.error;
    call.reject(new HandlerError(name, text, stack, data));
  }
}
