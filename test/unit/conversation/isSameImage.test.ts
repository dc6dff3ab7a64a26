import assert from 'node:assert/strict';
import { isSameImage } from '../../../src/conversation/attachedImage.ts';

const film = { fileSha256: 'aa' };
const window = (center: number, width: number) => ({ ...film, voi: { kind: 'window', center, width } as const });

describe('isSameImage', () => {
  it('takes no frame for the first one', () => {
    assert.ok(isSameImage(film, { ...film, frame: 0 }));
    assert.ok(!isSameImage(film, { ...film, frame: 1 }));
    assert.ok(!isSameImage(film, { fileSha256: 'bb' }));
  });

  it('tells windows and lookup tables apart', () => {
    assert.ok(isSameImage(window(40, 400), window(40, 400)));
    assert.ok(!isSameImage(window(40, 400), window(40, 80)));
    assert.ok(!isSameImage(window(40, 400), film));
    assert.ok(!isSameImage({ ...film, voi: { kind: 'lut', index: 0 } }, { ...film, voi: { kind: 'lut', index: 1 } }));
  });
});
