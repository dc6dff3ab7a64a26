/**
 * Every failure that a user of the imaging room can meet: one factory per code, each naming the file, the cause and the
 * way out.
 */
import { t } from '@vscode/l10n';

export type ImagingErrorCode =
  | 'fileMissing'
  | 'unreadable'
  | 'notAnImage'
  | 'unsupportedTransferSyntax'
  | 'unsupportedPixelFormat'
  | 'noPixelData'
  | 'corrupt'
  | 'tooLarge'
  | 'timeLimit'
  | 'decoderDied'
  | 'codecMissing'
  | 'notDeidentified'
  | 'regionOutside'
  | 'disposed';

/** `message` is fit for a user. It holds the file's base name (so: not for a log), never a tag value. */
export class ImagingError extends Error {
  override readonly name = 'ImagingError';
  readonly code: ImagingErrorCode;
  /** Crosses the boundary of the child process, where the class is lost. */
  readonly data: ImagingErrorData;

  constructor(code: ImagingErrorCode, message: string) {
    super(message);
    this.code = code;
    this.data = { imagingErrorCode: code };
  }
}

export interface ImagingErrorData {
  readonly imagingErrorCode: ImagingErrorCode;
}

export function fileMissing(name: string): ImagingError {
  return new ImagingError(
    'fileMissing',
    t`${name}: no such file. It may have been moved or renamed: look where it is now.`,
  );
}

export function unreadable(name: string, cause: string): ImagingError {
  return new ImagingError(
    'unreadable',
    t`${name} cannot be read: ${cause}. Check that it is a file and that you may open it.`,
  );
}

/** `what` stands at the path instead of a file: "a device", "a pipe", "a socket". */
export function notAFile(name: string, what: string): ImagingError {
  return new ImagingError('unreadable', t`${name} is ${what}, not a file. Choose an image file.`);
}

export function folderNotFile(name: string): ImagingError {
  return new ImagingError('unreadable', t`${name} is a folder, not a file. Choose the image files in it.`);
}

export function notAnImage(name: string, what: 'empty' | 'notDicom' | 'unknown'): ImagingError {
  const texts = {
    empty: t`${name} is empty. Choose a DICOM image, or a PNG, JPEG, TIFF, WebP or NIfTI file.`,
    notDicom: t`${name} is not a DICOM file. Choose a DICOM image, or a PNG, JPEG, TIFF, WebP or NIfTI file.`,
    unknown: t`${name} is not an image that can be read here. Choose a DICOM image, or a PNG, JPEG, TIFF, WebP or NIfTI file.`,
  };
  return new ImagingError('notAnImage', texts[what]);
}

/** A header of NIfTI whose voxels are in a file beside it. */
export function niftiPair(name: string): ImagingError {
  return new ImagingError(
    'unsupportedPixelFormat',
    t`${name} is the header of a NIfTI pair: its voxels are in a file of their own (.img), which is not supported. Save the pair as one .nii file (for example with "fslchfiletype NIFTI_GZ NAME", or load and save it with nibabel).`,
  );
}

/** The format before NIfTI: it does not say which side is the patient's left. */
export function analyzeHeader(name: string): ImagingError {
  return new ImagingError(
    'unsupportedPixelFormat',
    t`${name} is an ANALYZE 7.5 header, which does not say which side is the patient's left and is not supported. Convert its study anew to NIfTI (.nii), for example with "dcm2niix".`,
  );
}

/** `syntax` is the standard's name of the transfer syntax, or its UID when the standard has none. */
export function unsupportedTransferSyntax(name: string, syntax: string): ImagingError {
  return new ImagingError(
    'unsupportedTransferSyntax',
    t`${name} is stored as "${syntax}", which is not supported. Fetch it from the archive in a common transfer syntax (Explicit VR Little Endian, say), or export the image as PNG from your viewer.`,
  );
}

export function unsupportedPixelFormat(name: string, what: string): ImagingError {
  return new ImagingError(
    'unsupportedPixelFormat',
    t`${name} has ${what}, which is not supported. Export the image as PNG from your viewer.`,
  );
}

/** `syntax` is the standard's name of the transfer syntax; empty where the file does not call it a video. */
export function video(name: string, syntax: string): ImagingError {
  return new ImagingError(
    'unsupportedTransferSyntax',
    syntax === ''
      ? t`${name} is a video, of which no single frames are read here. Export the frame that you need as PNG from a viewer that plays it; or take the stream out with "gdcmraw -i IN -o OUT.mp4" and a frame with "ffmpeg -i OUT.mp4 -frames:v 1 FRAME.png".`
      : t`${name} is a video (stored as "${syntax}"), of which no single frames are read here. Export the frame that you need as PNG from a viewer that plays it; or take the stream out with "gdcmraw -i IN -o OUT.mp4" and a frame with "ffmpeg -i OUT.mp4 -frames:v 1 FRAME.png".`,
  );
}

/** The pixels are on a server, of which the file holds the address. */
export function pixelsElsewhere(name: string, syntax: string): ImagingError {
  return new ImagingError(
    'noPixelData',
    t`${name} holds no pixels: they lie on a server ("${syntax}"), which is not asked. Fetch the image from its archive with its pixels in it.`,
  );
}

/** `what` says what the object is instead, e.g. "a structured report". */
export function noPixelData(name: string, what: string): ImagingError {
  return new ImagingError(
    'noPixelData',
    t`${name} is ${what}: it holds no image. Choose the image that it belongs to.`,
  );
}

export function corrupt(name: string, cause: string): ImagingError {
  return new ImagingError('corrupt', t`${name} is damaged: ${cause}. Fetch the file anew from its archive.`);
}

export function frameMissing(name: string, frame: number, frames: number): ImagingError {
  return new ImagingError(
    'corrupt',
    frames === 1
      ? t`${name} has only one frame, so there is no frame ${frame + 1}. Choose a frame from 1 to 1.`
      : t`${name} has only ${frames} frames, so there is no frame ${frame + 1}. Choose a frame from 1 to ${frames}.`,
  );
}

/** The part of an image that is wanted is none of it: `whole` and `region` in pixels as displayed. */
export function regionOutside(
  name: string,
  whole: { readonly width: number; readonly height: number },
  region: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): ImagingError {
  const { x, y, width, height } = region;
  return new ImagingError(
    'regionOutside',
    t`${name} is ${whole.width} × ${whole.height} pixels, and the part of ${width} × ${height} from column ${x} and row ${y} does not lie within it. Draw the rectangle again.`,
  );
}

/** A montage of no picture, or of more than can be told apart. */
export function montageNotPossible(name: string, count: number, most: number): ImagingError {
  return new ImagingError(
    'tooLarge',
    count === 0
      ? t`${name}: a montage has 1 to ${most} slices, and 0 were chosen. Choose some.`
      : t`${name}: a montage has 1 to ${most} slices, and ${count} were chosen. Choose fewer.`,
  );
}

/** Asked for what only a file has. */
export function montageWithoutFile(name: string): ImagingError {
  return new ImagingError(
    'unreadable',
    t`${name} is put together from several images and is no file of its own. Choose one of its slices instead.`,
  );
}

/** A ZIP, or a file in one, that is encrypted. */
export function locked(name: string): ImagingError {
  return new ImagingError(
    'unreadable',
    t`${name} is protected with a password, which is not asked for here. Unpack the ZIP with your archive program and open the folder instead.`,
  );
}

/** `what` is the archive's way of compressing. */
export function unsupportedCompression(name: string, what: string): ImagingError {
  return new ImagingError(
    'unreadable',
    t`${name} is compressed with ${what} inside its ZIP, which is not supported. Unpack the ZIP with your archive program and open the folder instead.`,
  );
}

/** A ZIP that cannot be followed; `cause` is a clause. */
export function damagedArchive(name: string, cause: string): ImagingError {
  return new ImagingError(
    'corrupt',
    t`${name} is damaged: ${cause}. Fetch the ZIP anew, or unpack it with a program that repairs archives and open the folder.`,
  );
}

export function tooLarge(name: string, what: string): ImagingError {
  return new ImagingError(
    'tooLarge',
    t`${name} is too large: ${what}. Export the part that you need as a smaller image.`,
  );
}

export function timeLimit(name: string, seconds: number): ImagingError {
  return new ImagingError(
    'timeLimit',
    t`${name} could not be decoded within ${seconds} s and was given up. Try again when the computer is less busy; if that does not help, the file may be damaged: fetch it anew, or export the image as PNG.`,
  );
}

export function decoderDied(name: string): ImagingError {
  return new ImagingError(
    'decoderDied',
    t`${name} ended the image decoder, which has been restarted. The file may be damaged or need too much memory; export the image as PNG.`,
  );
}

/** `codec` is the base name of the file that the installation lacks. */
export function codecMissing(name: string, codec: string): ImagingError {
  return new ImagingError(
    'codecMissing',
    t`${name} cannot be decoded because this installation of LLaVA-Med is incomplete: its codec ${codec} is missing. Install LLaVA-Med again; the image itself is not at fault.`,
  );
}

/** `why` is a clause without values of the file. */
export function notDeidentified(name: string, why: string): ImagingError {
  return new ImagingError('notDeidentified', t`${name} was not de-identified, and nothing was written for it: ${why}.`);
}

export function imagingDisposed(name: string): ImagingError {
  return new ImagingError(
    'disposed',
    t`${name} was not decoded, because the image decoder has been closed. Try again.`,
  );
}
