import { config } from '@vscode/l10n';

/** What the editor gives a view, as far as it is used; its types are not published for the browser side. */
interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): EditorApi;

/** The line to the extension host: typed one way, checked the other. */
export class HostConnection<ToHost, ToView> {
  readonly #api = acquireVsCodeApi();

  /**
   * `parse` throws for a message of the wrong shape; such a message is a bug and is reported on the console. From now on
   * `t` speaks the language that the host gave the page.
   */
  constructor(parse: (message: unknown) => ToView, receive: (message: ToView) => void) {
    config({ contents: document.getElementById('texts')?.textContent ?? '{}' });
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      receive(parse(event.data));
    });
  }

  post(message: ToHost): void {
    this.#api.postMessage(message);
  }

  /**
   * What `remember` was given before the view was hidden or reloaded; undefined the first time. Read it with care:
   * another version may have written it.
   */
  remembered(): unknown {
    return this.#api.getState();
  }

  /** Plain data; the editor keeps it for as long as the view's tab is open. */
  remember(state: unknown): void {
    this.#api.setState(state);
  }
}
