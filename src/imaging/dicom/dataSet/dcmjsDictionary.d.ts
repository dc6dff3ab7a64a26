/**
 * The data dictionary of dcmjs, which ships without types: DICOM PS3.6 and a list of private attributes, by
 * `(gggg,eeee)`.
 */
declare module 'dcmjs/dictionary' {
  export const dictionary: Readonly<
    Record<
      string,
      { readonly vr?: string; readonly name: string; readonly vm?: string; readonly version?: string } | undefined
    >
  >;
}
