import type * as vscode from 'vscode';
import { regularFileState } from '../../../files/regularFile.ts';
import type { ImageSource } from '../../../imaging/imaging.ts';
import { parseReport } from '../../../report/reportDocument.ts';
import type { ImageRole } from '../../../report/imageRole.ts';
import { readRoles } from '../../../report/frontMatterRoles.ts';
import { isPrior } from '../../../report/templates/comparisonText.ts';
import type { TemplateVariables } from '../../../report/templates/reportTemplate.ts';
import { templateVariables, type StudyImage } from '../../../report/templates/templateVariables.ts';
import { imagePath } from '../documents/imagePaths.ts';
import type { ReportServices } from '../documents/reportServices.ts';

/** Files whose tags are remembered at most. */
const most = 500;

/** What an image's tags say; `prior` is set where the report itself says that it is one, or that it is none. */
export interface TaggedImage extends StudyImage {
  readonly prior?: boolean;
}

/** What the tags of images say, as far as templates ask for it. A file that stays as it is is read once. */
export class ImageTags {
  readonly #services: Pick<ReportServices, 'imaging' | 'outside'>;
  readonly #known = new Map<string, { readonly state: string; readonly tags: StudyImage | undefined }>();

  constructor(services: Pick<ReportServices, 'imaging' | 'outside'>) {
    this.#services = services;
  }

  /** Images that a person has given. Those that cannot be read are missing. */
  async ofImages(sources: readonly ImageSource[]): Promise<readonly StudyImage[]> {
    return (await Promise.all(sources.map((source) => this.#of(source)))).flatMap((tags) => tags ?? []);
  }

  /** Those that a report names; those outside the workspace that nobody has allowed are not opened. Never rejects. */
  async ofReport(document: vscode.TextDocument): Promise<readonly TaggedImage[]> {
    const named = namedPaths(document);
    const closed = await this.#services.outside.unasked(document, [...named.keys()]);
    const open = [...named].filter(([path]) => !closed.includes(path));
    const images = await Promise.all(
      open.map(async ([path, role]) => {
        const tags = await this.#of({ kind: 'file', path });
        return tags ? [{ ...tags, ...(role === undefined ? {} : { prior: role === 'prior' }) }] : [];
      }),
    );
    return images.flat();
  }

  async #of(source: ImageSource): Promise<StudyImage | undefined> {
    if (source.kind !== 'file') return this.#read(source);
    const state = await regularFileState(source.path).catch(() => undefined);
    if (!state) return undefined;
    const print = `${String(state.mtimeMs)} ${String(state.size)}`;
    const known = this.#known.get(source.path);
    if (known?.state === print) return known.tags;
    const tags = await this.#read(source);
    if (this.#known.size >= most) this.#known.clear();
    this.#known.set(source.path, { state: print, tags });
    return tags;
  }

  async #read(source: ImageSource): Promise<StudyImage | undefined> {
    const header = await this.#services.imaging.header(source).catch(() => undefined);
    if (!header) return undefined;
    const { modality, bodyPart, viewPosition, laterality, studyDate } = header;
    return { modality, bodyPart, viewPosition, laterality, studyDate };
  }
}

/** What variables stand for in a report of these images: the earlier ones are what is compared with. */
export function variablesOf(images: readonly TaggedImage[]): TemplateVariables {
  const current = currentImages(images);
  return templateVariables(
    current,
    images.filter((image) => !current.includes(image)),
  );
}

/** Those that the report is about: where the report does not say, those of the newest study. */
export function currentImages(images: readonly TaggedImage[]): readonly TaggedImage[] {
  return images.filter((image) => !(image.prior ?? isPrior(image, images)));
}

/** The files that a report names, with the roles that it gives them. */
function namedPaths(document: vscode.TextDocument): ReadonlyMap<string, ImageRole | undefined> {
  const text = document.getText();
  const { frontMatter } = parseReport(text);
  const { roles } = readRoles(text);
  const paths = new Map<string, ImageRole | undefined>();
  for (const name of frontMatter?.images ?? [])
    try {
      paths.set(imagePath(document, name), roles.get(name));
    } catch {
      // An address, or a relative path that starts nowhere: no file that could be read.
    }
  return paths;
}
