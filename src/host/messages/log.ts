import * as vscode from 'vscode';
import { logText } from '../../text/logText.ts';

/** The extension's log, each entry as `logText` makes it. Patient data do not belong in it at all. */
export interface Log {
  debug(entry: string): void;
  info(entry: string): void;
  warn(entry: string): void;
  error(entry: string): void;
  show(): void;
  dispose(): void;
}

export function createLog(name: string): Log {
  return safeLog(vscode.window.createOutputChannel(name, { log: true }));
}

/** Exported for the test, which reads what a channel is given. */
export function safeLog(channel: Log): Log {
  return {
    debug: (entry) => {
      channel.debug(logText(entry));
    },
    info: (entry) => {
      channel.info(logText(entry));
    },
    warn: (entry) => {
      channel.warn(logText(entry));
    },
    error: (entry) => {
      channel.error(logText(entry));
    },
    show: () => {
      channel.show();
    },
    dispose: () => {
      channel.dispose();
    },
  };
}
