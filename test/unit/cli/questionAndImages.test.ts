import assert from 'node:assert/strict';
import { questionAndImages } from '../../../src/cli/questionAndImages.ts';
import { UsageError } from '../../../src/cli/usageError.ts';

const there = new Set(['film.dcm', 'IM0001', 'my film', 'Is it normal?']);
const split = (...words: string[]): readonly [string, readonly string[]] => {
  const { question, images } = questionAndImages(words, (path) => there.has(path));
  return [question, images];
};

describe('questionAndImages', () => {
  for (const [words, question, images] of [
    [['film.dcm', 'Effusion'], 'Effusion', ['film.dcm']],
    [['Effusion', 'film.dcm'], 'Effusion', ['film.dcm']],
    [['Is there an effusion?', 'IM0001', 'film.dcm'], 'Is there an effusion?', ['IM0001', 'film.dcm']],
    [['my film', 'Is the L/R marker right?'], 'Is the L/R marker right?', ['my film']],
    // Missing files stay images: what opens them says that they are not there.
    [['gone.dcm', 'What?'], 'What?', ['gone.dcm']],
    [['What?', 'folder/gone'], 'What?', ['folder/gone']],
    [['GONE0001', 'What is this?'], 'What is this?', ['GONE0001']],
    [['my gone film.dcm', 'What is this?'], 'What is this?', ['my gone film.dcm']],
    [['Pneumonia.', 'film.dcm'], 'Pneumonia.', ['film.dcm']],
  ] as const) {
    it(words.map((word) => `"${word}"`).join(' '), () => assert.deepEqual(split(...words), [question, images]));
  }

  it('says what is missing', () => {
    for (const [words, says] of [
      [[], /at least one image and a question/],
      [['film.dcm', 'IM0001'], /no question/],
      [['film.dcm', 'gone.dcm'], /no question/],
      [['What is this?'], /no image/],
      [['film.dcm', ' '], /question is empty/],
      [['film.dcm', 'Is this', 'it normal'], /more than one question: "Is this", "it normal"/],
    ] as const)
      assert.throws(
        () => split(...words),
        (error) => error instanceof UsageError && says.test(error.message),
      );
  });
});
