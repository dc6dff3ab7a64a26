import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { imagesNotNamed, matchImages, type ImageIdentity } from '../../../src/report/imageMatch.ts';
import { namesInWords } from '../../../src/report/namesInWords.ts';

const chest = { path: '/a/chest.dcm', fileSha256: '1', sopInstanceHash: 's1', patientHash: 'p1', studyHash: 'st1' };
const lateral = { path: '/a/lateral.dcm', fileSha256: '2', sopInstanceHash: 's2', patientHash: 'p1', studyHash: 'st1' };
const earlier = { path: '/a/earlier.dcm', fileSha256: '3', sopInstanceHash: 's3', patientHash: 'p1', studyHash: 'st0' };
const mri = { path: '/a/mri.dcm', fileSha256: '4', sopInstanceHash: 's4', patientHash: 'p2', studyHash: 'st2' };
const picture = { path: '/a/photo.png', fileSha256: '5' };

describe('matchImages', () => {
  for (const [name, answer, report, expected] of [
    ['the image that the report names', [chest], [chest], 'named'],
    ['one of those that it names', [chest], [lateral, chest], 'named'],
    ['the same bytes elsewhere', [{ ...chest, path: '/b/copy.dcm', sopInstanceHash: undefined }], [chest], 'named'],
    ['the same instance, written anew', [{ ...chest, path: '/b/x.dcm', fileSha256: '9' }], [chest], 'named'],
    ['a file of the report that cannot be read', [chest], [{ path: chest.path }], 'named'],
    ['a file written over since', [picture], [{ ...picture, fileSha256: '6' }], 'notNamed'],
    ['another image of the study', [lateral], [chest], 'notNamed'],
    ['an image of another study', [earlier], [chest], 'otherStudy'],
    ['an image of another patient', [mri], [chest], 'otherPatient'],
    ['one named and one of another patient', [chest, mri], [chest], 'otherPatient'],
    ['a picture, which names no patient', [picture], [chest], 'notNamed'],
    ['a report without images', [chest], [], 'noneNamed'],
    ['an answer about no image', [], [chest], 'named'],
  ] as const satisfies readonly (readonly [string, readonly ImageIdentity[], readonly ImageIdentity[], string])[]) {
    it(`tells ${name}`, () => {
      assert.equal(matchImages(answer, report), expected);
    });
  }

  it('says which images a report lacks', () => {
    assert.deepEqual(imagesNotNamed([chest, mri], [chest]), [mri]);
  });
});

describe('namesInWords', () => {
  it('names all of a few and counts the others', () => {
    assert.equal(namesInWords([]), '');
    assert.equal(namesInWords(['a']), 'a');
    assert.equal(namesInWords(['a', 'b']), 'a and b');
    assert.equal(namesInWords(['a', 'b', 'c']), 'a, b and c');
    assert.equal(namesInWords(['a', 'b', 'c', 'd', 'e']), 'a, b and 3 more');
  });
});
