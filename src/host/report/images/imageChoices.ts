import { t } from '@vscode/l10n';
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { VoiChoice } from '../../../display/frameImage.ts';
import type { ImageSource } from '../../../imaging/imaging.ts';
import { sourceName } from '../../../imaging/intake/imageSource.ts';
import { openImages, workspaceImages } from '../../images/imageFiles.ts';
import type { ReportServices } from '../documents/reportServices.ts';

/** An image that a report could name: a file of the user's, or one that has to be saved first (`isCopy`). */
export type ImageChoice = {
  readonly name: string;
  /** Where it comes from, in words. */
  readonly place: string;
  readonly group: 'open' | 'workspace';
  /** The report names it already. */
  readonly isNamed: boolean;
  /** Counted from 0: what is looked at there. */
  readonly frame: number;
  readonly voi: VoiChoice;
} & (
  | { readonly isCopy: false; readonly source: ImageSource & { readonly kind: 'file' } }
  | { readonly isCopy: true; readonly source: ImageSource }
);

/**
 * What may be meant: the images that the report names, those open in an editor, those of the chat, those of the
 * workspace. Each file once.
 */
export async function imageChoices(
  named: readonly string[],
  services: Pick<ReportServices, 'chatImages' | 'viewerImages'>,
): Promise<readonly ImageChoice[]> {
  const [viewed, tabs, files] = await Promise.all([services.viewerImages(), openImages(), workspaceImages()]);
  const all: ImageChoice[] = [
    ...named.map((path) => ({ ...fileChoice(path, t`named by the report`), isNamed: true })),
    ...viewed.map(({ source, frame = 0, voi }): ImageChoice => {
      const view = { place: t`open in the viewer`, group: 'open', isNamed: false, frame, voi } as const;
      return source.kind === 'file'
        ? { ...view, name: basename(source.path), isCopy: false, source }
        : { ...view, name: sourceName(source), isCopy: true, source };
    }),
    ...tabs.map((uri) => fileChoice(uri.fsPath, t`open in an editor`)),
    ...services.chatImages().map(({ name, source, isCopy, frame, window }): ImageChoice => ({
      name,
      ...(source.kind === 'file' && !isCopy ? { isCopy: false, source } : { isCopy: true, source }),
      frame,
      place:
        source.kind === 'archived'
          ? t`in the chat, from a ZIP`
          : isCopy
            ? t`in the chat only, not a file`
            : t`in the chat`,
      group: 'open',
      isNamed: false,
      voi: window && { kind: 'window', ...window },
    })),
    ...files.map((uri): ImageChoice => {
      const folder = dirname(vscode.workspace.asRelativePath(uri));
      return { ...fileChoice(uri.fsPath, folder === '.' ? '' : folder), group: 'workspace' };
    }),
  ];
  const seen = new Set<string>();
  return all.filter(({ source }) => {
    if (source.kind !== 'file') return true;
    const isNew = !seen.has(source.path);
    seen.add(source.path);
    return isNew;
  });
}

/** A file of which nothing is known yet. */
export function fileChoice(path: string, place: string): ImageChoice {
  return {
    name: basename(path),
    place,
    group: 'open',
    isNamed: false,
    frame: 0,
    voi: undefined,
    isCopy: false,
    source: { kind: 'file', path },
  };
}
