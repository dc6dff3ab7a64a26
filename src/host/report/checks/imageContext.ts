import type * as vscode from 'vscode';
import type { CheckContext, ImageFacts, OutdatedDraft } from '../../../report/checks/checkContext.ts';
import { isPresent, currentVersion, type Proposal } from '../../../report/drafts/proposal.ts';
import { parseReport } from '../../../report/reportDocument.ts';
import type { GivenImage } from '../../images/givenImage.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import type { RoledImage } from '../images/imageRoles.ts';
import { readableImages } from '../images/readableImages.ts';
import type { Proposals } from '../proposals/proposals.ts';

/** What a report's images tell the checks: sides and sexes of their tags, and drafts that are older than they are. */
export class ImageContext {
  readonly #services: Pick<ReportServices, 'headers' | 'outside' | 'viewerImages'>;

  constructor(services: Pick<ReportServices, 'headers' | 'outside' | 'viewerImages'>) {
    this.#services = services;
  }

  /** Never rejects: what cannot be read is not known. */
  async of(document: vscode.TextDocument, proposals: Proposals): Promise<Pick<CheckContext, 'images' | 'outdated'>> {
    const images = await readableImages(document, this.#services);
    const viewed = await this.#services.viewerImages().catch(() => []);
    const drafts = proposals.of(document).filter((one) => isPresent(one) && one.state !== 'discarded');
    // While an image cannot be read, whether it is still the one is not known.
    const isWhole = images.length === (parseReport(document.getText()).frontMatter?.images ?? []).length;
    return {
      // Without priors: another day's film may be of the other side.
      images: images.filter(({ role }) => role !== 'prior').map(({ header }) => factsOf(header)),
      outdated: drafts.flatMap((draft) => outdated(draft, images, isWhole, viewed)),
    };
  }
}

function factsOf({ laterality, patientSex, modality, bodyPart }: RoledImage['header']): ImageFacts {
  return {
    modality,
    bodyPart,
    patientSex,
    laterality: laterality === 'L' || laterality === 'R' || laterality === 'B' ? laterality : undefined,
  };
}

function outdated(
  proposal: Proposal,
  images: readonly RoledImage[],
  isWhole: boolean,
  viewed: readonly GivenImage[],
): OutdatedDraft[] {
  const made = currentVersion(proposal).origin.images;
  const { range } = proposal.draft;
  const isOther = made.some(({ fileSha256 }) => !images.some(({ header }) => header.fileSha256 === fileSha256));
  if (isWhole && images.length > 0 && isOther) return [{ range, why: 'image' }];
  const isSeenOtherwise = made.some(({ fileSha256, window }) => {
    const path = images.find(({ header }) => header.fileSha256 === fileSha256)?.path;
    const view = viewed.find(({ source }) => source.kind === 'file' && source.path === path);
    return (
      window !== undefined &&
      view?.voi?.kind === 'window' &&
      (view.voi.center !== window.center || view.voi.width !== window.width)
    );
  });
  return isSeenOtherwise ? [{ range, why: 'window' }] : [];
}
