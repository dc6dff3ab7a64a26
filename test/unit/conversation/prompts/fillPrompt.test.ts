import assert from 'node:assert/strict';
import { builtInPrompts } from '../../../../src/conversation/prompts/builtInPrompts.ts';
import { fillPrompt } from '../../../../src/conversation/prompts/fillPrompt.ts';

const filled = (text: string, variables: Parameters<typeof fillPrompt>[1] = {}): string =>
  fillPrompt(text, variables).text;

const film = { modality: 'X-ray', bodyPart: 'chest', view: 'frontal' };

describe('a prompt whose variables are known', () => {
  it('has them in their places', () => {
    assert.equal(
      filled('Describe this ${view} ${bodyPart} ${modality} image.', film),
      'Describe this frontal chest X-ray image.',
    );
  });

  it('has the article that the word takes', () => {
    assert.equal(filled('Is this a ${modality} image?', { modality: 'MRI' }), 'Is this an MRI image?');
    assert.equal(filled('Is this an ${modality} image?', { modality: 'CT' }), 'Is this a CT image?');
    assert.equal(filled('Is this a ${modality} image?', { modality: 'X-ray' }), 'Is this an X-ray image?');
    assert.equal(filled('Is this a ${modality} image?', { modality: 'ultrasound' }), 'Is this an ultrasound image?');
    assert.equal(filled('An ${bodyPart} is shown.', { bodyPart: 'chest' }), 'A chest is shown.');
  });

  it('begins its sentences with capitals', () => {
    assert.equal(
      filled('${bodyPart} seen? ${side} too?', { bodyPart: 'chest', side: 'left' }),
      'Chest seen? Left too?',
    );
  });

  it('has values that are read no further, on one line but for the selection', () => {
    assert.equal(filled('In ${bodyPart}?', { bodyPart: '${modality}', modality: 'CT' }), 'In ${modality}?');
    assert.equal(filled('In ${bodyPart}?', { bodyPart: 'a\n\u202Eb\0' }), 'In a b?');
    assert.equal(
      filled('Why "${selection}"?', { selection: ' a lesion,\r\nan old one ' }),
      'Why "a lesion,\nan old one"?',
    );
  });
});

describe('a prompt about what the file does not say', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Describe this ${view} ${bodyPart} ${modality} image.', 'Describe this image.'],
    ['What does this ${modality} show?', 'What does this image show?'],
    ['Describe this ${bodyPart} ${modality}.', 'Describe this image.'],
    ['Is this a ${modality} image?', 'Is this an image?'],
    ['Describe this image of the ${bodyPart}.', 'Describe this image.'],
    ['Where in the ${bodyPart} is the lesion?', 'Where is the lesion?'],
    ['Is the ${bodyPart} normal?', 'Is the part shown normal?'],
    ['What could the lesion in the ${bodyPart} be?', 'What could the lesion be?'],
    ['Describe the ${bodyPart}, then the bones.', 'Describe the part shown, then the bones.'],
    ['Describe the ${bodyPart} in this image.', 'Describe the part shown in this image.'],
    ['What is seen on ${frame} at ${window}?', 'What is seen?'],
    ['Look at the lung (${window}).', 'Look at the lung.'],
    ['${modality} image: normal?', 'Image: normal?'],
    ['${modality}: normal?', 'Image: normal?'],
    ['In the ${side} lung: is it clear?', 'In the lung: is it clear?'],
    ['- ${bodyPart} findings\n- ${side} side', '- findings\n- side'],
  ];
  for (const [text, expected] of cases)
    it(`reads: ${text.replace('\n', ' / ')}`, () => {
      assert.equal(filled(text), expected);
    });

  it('takes an empty value for one that is not said', () => {
    assert.equal(filled('This ${modality} image', { modality: '  ' }), 'This image');
  });

  it('leaves a selection that is missing, and a name that there is not, and tells of them', () => {
    const { text, unfilled } = fillPrompt('Is ${selection} in ${place}, or ${selection}? This ${modality} image.', {});
    assert.equal(text, 'Is ${selection} in ${place}, or ${selection}? This image.');
    assert.deepEqual(unfilled, ['selection', 'place']);
  });

  it('leaves signs that only look like variables', () => {
    assert.equal(filled('${ } $modality ${1a} ${}'), '${ } $modality ${1a} ${}');
  });
});

describe('the built-in prompts, filled', () => {
  const known = { ...film, side: 'left', frame: 'slice 3 of 9', window: 'window 40/400', selection: 'a lesion' };

  it('read well whatever is known', () => {
    for (const { name, text } of builtInPrompts())
      for (const variables of [{}, { selection: 'a lesion' }, film, known, { modality: 'MRI' }]) {
        const sentence = filled(text, variables);
        assert.match(sentence, /^["\p{Lu}]/u, name);
        assert.match(sentence, /[.?]$/u, name);
        assert.doesNotMatch(sentence, / {2}| [.,?:)]|\( | (?:the|a|an|of|in|at)(?: be)?[.,?]/u, `${name}: ${sentence}`);
        if ('selection' in variables) assert.doesNotMatch(sentence, /\$\{/u, name);
      }
  });
});
