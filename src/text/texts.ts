import { config } from '@vscode/l10n';

/** Names the file of `useTextsOf` to the processes that this one starts. */
export const TEXTS_VARIABLE = 'LLAVA_MED_TEXTS';

let file: string | undefined;

/**
 * From now on `t` and the tags of this room speak the language of a bundle of VS Code's format (`bundle.l10n.de.json`);
 * without one they speak English, as the sources have it. What a constant of a module says was said before.
 */
export function useTextsOf(path: string | undefined): void {
  file = path;
  if (path === undefined) config({ contents: {} });
  else config({ fsPath: path });
}

/** For the environment of a process that this one starts: it speaks the same language. */
export function textsEnvironment(): Readonly<Record<string, string>> {
  return file === undefined ? {} : { [TEXTS_VARIABLE]: file };
}
