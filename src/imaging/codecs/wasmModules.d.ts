/**
 * The parts that we use of codecs that ship without types. All three are Emscripten modules with the same shape of
 * decoder.
 */
declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  const load: import('./emscripten.ts').Load<{ readonly JpegLSDecoder: import('./emscripten.ts').DecoderClass }>;
  export default load;
}
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const load: import('./emscripten.ts').Load<{ readonly J2KDecoder: import('./emscripten.ts').DecoderClass }>;
  export default load;
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const load: import('./emscripten.ts').Load<{ readonly HTJ2KDecoder: import('./emscripten.ts').DecoderClass }>;
  export default load;
}
