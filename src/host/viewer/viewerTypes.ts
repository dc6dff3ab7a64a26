/** The editor of image files by their names: the default for DICOM and NIfTI. */
export const VIEWER = 'llavaMed.viewer';
/**
 * The same for pictures and for names that end in a digit, as DICOM files without an extension mostly do: offered by
 * "Reopen Editor With…". A type of editor has one priority only. It is not offered for every file, since an editor that
 * is puts a choice of editors above each text.
 */
export const VIEWER_ON_REQUEST = 'llavaMed.viewerOnRequest';
