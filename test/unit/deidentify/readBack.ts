/** What we read ourselves in a file that we wrote. */
import assert from 'node:assert/strict';
import { loadDataDictionary } from '../../../src/imaging/dicom/dataSet/dataDictionary.ts';
import { dataSetStart } from '../../../src/imaging/dicom/dataSet/dataSetStart.ts';
import { readElementTree, type TreeElement } from '../../../src/imaging/dicom/dataSet/elementTree.ts';
import { readDicom } from '../../../src/imaging/dicom/dataSet/readDicom.ts';

/** All elements of the data set, those of sequences after the sequence. */
export async function readBack(bytes: Uint8Array): Promise<readonly TreeElement[]> {
  const file = readDicom('written.dcm', bytes);
  const tree = readElementTree(
    file.bytes,
    dataSetStart(file, bytes),
    file.bytes.length,
    file.syntax,
    await loadDataDictionary(),
  );
  assert.equal(tree.fault, undefined);
  return [...flat(tree.elements)];
}

function* flat(elements: readonly TreeElement[]): Generator<TreeElement> {
  for (const element of elements) {
    yield element;
    if (element.kind === 'sequence') for (const item of element.items) yield* flat(item);
  }
}
