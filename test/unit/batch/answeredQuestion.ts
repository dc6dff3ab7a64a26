/** Questions, and lines that answer them, as a run writes them. */
import { answerLine } from '../../../src/batch/answerLine.ts';
import { batchSettings, chosenSettings, type BatchSettings } from '../../../src/batch/batchSettings.ts';
import type { Question } from '../../../src/batch/questions.ts';
import type { ModelDescription } from '../../../src/protocol/engine.ts';

export const model: ModelDescription = {
  ...{
    name: 'A model',
    fileName: 'a-model.gguf',
    sha256: 'ab12',
    architecture: 'llama',
    parameters: 1,
    fileType: 'F16',
  },
  ...{ contextSize: 512, trainedContextSize: 512, backend: 'cpu', template: 'mistral_instruct', isDemo: false },
  projector: undefined,
  inEightBits: [],
  memory: {
    ...{ parts: [], needsBytes: 1, freeBytes: 2, fits: true, weights: 'read', contextSize: 512 },
    ...{ decisions: [], remedy: undefined },
  },
};

export const settings: BatchSettings = batchSettings(
  chosenSettings('1.2.3', { temperature: 0.2, topP: 0.7, maxTokens: 64, seed: 0 }, { frame: 0, voi: undefined }),
  model,
);

export function question(line: number): Question {
  return { line, id: line, image: `image-${line}.png`, prompt: `Question ${line}?` };
}

/** The line of the file, ended. */
export function answered(line: number, changed: Partial<BatchSettings> = {}): string {
  const image = {
    forModel: { sha256: '00', width: 1, height: 1, rgb: new Uint8Array(3) },
    facts: { notes: [], phantom: undefined, modality: undefined, bodyPart: undefined, laterality: undefined },
  };
  const answer = { text: `Réponse ${'ä'.repeat(line)}.`, stopReason: 'end', answerTokens: line } as const;
  const rest = { promptTokens: 9, reusedTokens: 0, images: [], firstTokenMs: 3, tokensPerSecond: 4 };
  return answerLine({ question: question(line), image }, { ...answer, ...rest }, model, { ...settings, ...changed });
}
