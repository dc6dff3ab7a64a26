/** A codec's WebAssembly file is not where the installation has it: no fault of the image. */
export class CodecMissing extends Error {
  override readonly name = 'CodecMissing';
  /** Base name of the file. */
  readonly fileName: string;

  constructor(fileName: string) {
    super(`The codec ${fileName} is not in this installation.`);
    this.fileName = fileName;
  }
}
