import dicomParser, { type ByteStream, type DataSet, type Element } from 'dicom-parser';

/** dicom-parser declares `DataSet` as an interface but exports the class. */
export const { DataSet: ParsedDataSet } = dicomParser as unknown as {
  DataSet: new (parser: ByteStream['byteArrayParser'], bytes: Uint8Array, elements: Record<string, Element>) => DataSet;
};
