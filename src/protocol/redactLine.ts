/**
 * A line that may go into a log: without paths, file names and UIDs, which can name a patient. Of a path to program
 * code the name of the file stays, since it says where a fault lies.
 */

/** In quotes, where a path may hold spaces. */
const QUOTED_PATH = /(["'`])[^"'`\n]*[\\/][^"'`\n]*\1/g;
/** From the root, a drive, a share or a URL up to a space or a bracket. */
const BARE_PATH = /(?:\b[a-z][a-z\d+.-]*:\/\/|\b[a-z]:[\\/]|\\\\|(?<![\w.\]])~?\/)[^\s"'`()<>|]+/gi;
const FILE_NAME = /[^\s"'`()<>|/\\]+\.(?:dcm|dicom|ima|png|jpe?g|tiff?|webp|nii(?:\.gz)?|gguf|md|jsonl?|txt|pdf)\b/gi;
const CODE_FILE = /[^\\/]+\.(?:[cm]?[jt]s|cpp|cc|[ch]|cu|node|so|dylib|dll)(?:[.:]\d+)*:?$/;
/** Six numbers or more: versions and network addresses have fewer. */
const UID = /\b\d+(?:\.\d+){5,}\b/g;

export function redactLine(line: string): string {
  return line
    .replace(QUOTED_PATH, (path, quote: string) => `${quote}${pathForLog(path.slice(1, -1))}${quote}`)
    .replace(BARE_PATH, pathForLog)
    .replace(FILE_NAME, '[file]')
    .replace(UID, '[uid]');
}

function pathForLog(path: string): string {
  return CODE_FILE.exec(path)?.[0] ?? '[path]';
}
