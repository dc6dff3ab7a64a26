import assert from 'node:assert/strict';
import { imageVariables } from '../../../src/host/chat/prompts/imageVariables.ts';
import { image } from '../conversation/sampleConversation.ts';

const { modality: _none, ...plain } = image('a');

describe('what a prompt is told of an image', () => {
  it('is what the file says, in words', () => {
    assert.deepEqual(
      imageVariables({
        ...{ ...plain, modality: 'MR', bodyPart: 'LSPINE', laterality: 'L', role: 'lateral', frames: 40, frame: 11 },
        window: { center: 40, width: 400.00001 },
      }),
      {
        ...{ modality: 'MRI', bodyPart: 'lumbar spine', side: 'left', view: 'lateral', frame: 'frame 12 of 40' },
        window: 'window level 40, width 400',
      },
    );
    const slice = { number: 3, of: 9, series: 'T1' };
    assert.deepEqual(imageVariables({ ...plain, slice, frames: 9 }), { frame: 'slice 3 of 9' });
  });

  it('is nothing of what the file does not say', () => {
    assert.deepEqual(imageVariables(undefined), {});
    assert.deepEqual(imageVariables(plain), {});
    assert.deepEqual(imageVariables({ ...plain, modality: 'OT', laterality: 'U', role: 'prior' }), {});
  });

  it('is no text in the wrong place, and no number of someone', () => {
    assert.deepEqual(imageVariables({ ...plain, bodyPart: 'Chest of John Doe' }), {});
    assert.deepEqual(imageVariables({ ...plain, bodyPart: '1234567' }), {});
    assert.deepEqual(imageVariables({ ...plain, modality: '<image>', laterality: 'toString' }), {});
  });

  it('is told by the mark of a drawing where there is no header', () => {
    assert.deepEqual(imageVariables({ ...plain, phantom: 'chest_xray' }), { modality: 'X-ray', bodyPart: 'chest' });
    assert.deepEqual(imageVariables({ ...plain, phantom: 'histology' }), { modality: 'histology' });
  });
});
