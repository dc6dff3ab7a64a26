/** What the engine is asked: the pixels, and words that name nobody, whatever stands in the file. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Assistant } from '../../../src/assistant/assistant.ts';
import { suggestedQuestions } from '../../../src/conversation/suggestedQuestions.ts';
import type { Imaging } from '../../../src/imaging/imaging.ts';
import { createImaging } from '../../../src/imaging/localImaging.ts';
import type { Answer, AnswerRequest, Engine, ModelDescription } from '../../../src/protocol/engine.ts';
import { findingsPrompt } from '../../../src/report/prompts/sectionPrompts.ts';
import { techniqueText } from '../../../src/report/technique.ts';
import { plantedFile } from '../deidentify/plantedFile.ts';

describe('a request to the engine', function () {
  this.timeout(60_000);
  let imaging: Imaging;
  before(() => {
    imaging = createImaging({ childPath: fileURLToPath(new URL('../imaging/imagingChild.mjs', import.meta.url)) });
  });
  after(() => imaging.dispose());

  it('holds pixels and the prompt, and nothing of the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'prompt-'));
    const { bytes, planted } = await plantedFile('explicitLE');
    const path = join(folder, 'Muster^Erika.dcm');
    writeFileSync(path, bytes);
    const requests: AnswerRequest[] = [];
    // Takes the engine's place to see what would reach it.
    const engine = {
      load: async () =>
        ({
          projector: { preparation: { kind: 'padToSquare', imageSize: 16, padColor: [122, 116, 104] } },
        }) as unknown as ModelDescription,
      answer: async (request: AnswerRequest) => {
        requests.push(request);
        return {} as Answer;
      },
    } as unknown as Engine;
    const image = await imaging.decode({ kind: 'file', path });
    const settings = {
      load: () => ({}) as never,
      sampling: () => ({ temperature: 0, topP: 1, maxTokens: 1, seed: 0 }),
    };
    await new Assistant(engine, imaging, settings).answer([
      { role: 'user', text: findingsPrompt().text, images: [image] },
    ]);
    const [request] = requests;
    assert.ok(request);
    assert.deepEqual(Object.keys(request).sort(), ['images', 'messages', 'sampling']);
    assert.deepEqual(
      request.images.map((each) => Object.keys(each).sort()),
      [['height', 'rgb', 'sha256', 'width']],
    );
    assert.deepEqual(request.messages, [
      {
        role: 'user',
        text: 'Write the Findings section of the report for this image.',
        images: [request.images[0]!.sha256],
      },
    ]);
    const words = [
      JSON.stringify(request.messages),
      techniqueText([image]) ?? '',
      ...suggestedQuestions(image.modality),
    ].join('\n');
    assert.deepEqual(
      planted.filter(({ value }) => words.includes(value)),
      [],
    );
    rmSync(folder, { recursive: true });
  });
});
