/** What tells images apart, as far as it is known: of a file that cannot be read only its path is. */
export interface ImageIdentity {
  readonly path: string;
  /** SHA-256 (hex), as all hashes here. */
  readonly fileSha256?: string | undefined;
  readonly sopInstanceHash?: string | undefined;
  readonly patientHash?: string | undefined;
  readonly studyHash?: string | undefined;
}

/** How an answer's images stand to those that a report names; the gravest first. */
export type ImageMatch = 'otherPatient' | 'otherStudy' | 'notNamed' | 'noneNamed' | 'named';

/**
 * Compares the images of an answer with those that a report names. `named`: the report names each of them. Two images
 * are one when they are the same file, have the same bytes or are the same SOP instance; of patients and studies only
 * what both files say counts.
 */
export function matchImages(answer: readonly ImageIdentity[], report: readonly ImageIdentity[]): ImageMatch {
  const foreign = answer.filter((image) => !report.some((named) => isSame(image, named)));
  if (answer.some((image) => differs(image, report, 'patientHash'))) return 'otherPatient';
  if (foreign.length === 0) return 'named';
  if (report.length === 0) return 'noneNamed';
  return foreign.some((image) => differs(image, report, 'studyHash')) ? 'otherStudy' : 'notNamed';
}

/** The answer's images that the report does not name. */
export function imagesNotNamed<T extends ImageIdentity>(answer: readonly T[], report: readonly ImageIdentity[]): T[] {
  return answer.filter((image) => !report.some((named) => isSame(image, named)));
}

function isSame(a: ImageIdentity, b: ImageIdentity): boolean {
  const bothSay = (key: 'fileSha256' | 'sopInstanceHash'): boolean => a[key] !== undefined && a[key] === b[key];
  if (bothSay('fileSha256') || bothSay('sopInstanceHash')) return true;
  // The path counts only where the bytes of one are not known: a file may have been written over.
  return a.path === b.path && (a.fileSha256 === undefined || b.fileSha256 === undefined);
}

/** No image of the report is of the same, and at least one says that it is of another. */
function differs(image: ImageIdentity, report: readonly ImageIdentity[], key: 'patientHash' | 'studyHash'): boolean {
  const own = image[key];
  const named = report.flatMap((one) => one[key] ?? []);
  return own !== undefined && named.length > 0 && !named.includes(own);
}
