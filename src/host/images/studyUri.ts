/**
 * The address of an image as one of a study, under which the viewer opens its whole series: the folder, DICOMDIR or ZIP
 * as the path, the image in the query. It outlives a reload of the window, since nothing else has to be kept.
 */
import * as vscode from 'vscode';
import type { PlacedSource, StudyImage } from '../../imaging/imaging.ts';

export const STUDY_SCHEME = 'llava-med-study';

export interface StudyPlace {
  /** Path of the folder, DICOMDIR or ZIP. */
  readonly container: string;
  /** The image, as the study names it. */
  readonly name: string;
  readonly source: PlacedSource;
}

export function studyUri(container: string, { name, source }: Pick<StudyImage, 'name' | 'source'>): vscode.Uri {
  const query = new URLSearchParams({ image: name, ...(source.kind === 'file' ? { file: source.path } : {}) });
  return vscode.Uri.file(container).with({ scheme: STUDY_SCHEME, query: query.toString() });
}

/** Undefined for any other address. */
export function studyPlace(uri: vscode.Uri): StudyPlace | undefined {
  if (uri.scheme !== STUDY_SCHEME) return undefined;
  const query = new URLSearchParams(uri.query);
  const [name, file] = [query.get('image') ?? '', query.get('file')];
  const container = uri.with({ scheme: 'file', query: '' }).fsPath;
  return {
    container,
    name,
    source: file === null ? { kind: 'archived', path: container, entry: name } : { kind: 'file', path: file },
  };
}
