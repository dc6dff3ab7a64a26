import assert from 'node:assert/strict';
import { demoPair } from '../../src/assistant/demoPair.ts';
import {
  assistant,
  disposeEngines,
  loadOptions,
  randomImage,
  request,
  root,
  startEngine,
  user,
} from './engineUnderTest.ts';

describe('the demo model in the engine', function () {
  this.timeout(300_000);
  after(disposeEngines);

  it('answers a follow-up from the cache, as from scratch', async () => {
    const pair = await demoPair(root);
    const engine = await startEngine();
    const model = await engine.load(loadOptions(pair));
    assert.equal(model.isDemo, true);
    assert.equal(model.template, 'mistral_instruct');
    const image = randomImage(model.projector?.imageSize ?? 0, 1);
    const turns = [user('What modality is this?', image)];
    const first = await engine.answer(request(turns, [image], { maxTokens: 100 }));
    assert.equal(first.stopReason, 'end');
    turns.push(assistant(first.text), user('Is there an abnormality?'));
    const followUp = await engine.answer(request(turns, [image], { maxTokens: 100 }));
    // The whole first question, and of the answer as much as is tokenised again as it was written: all but its last
    // token at least.
    assert.ok(followUp.reusedTokens >= first.promptTokens);
    const scratch = await startEngine();
    await scratch.load(loadOptions(pair));
    assert.equal((await scratch.answer(request(turns, [image], { maxTokens: 100 }))).text, followUp.text);
    const [one, two] = [first.firstTokenMs, followUp.firstTokenMs];
    console.log(
      `      first token after ${one.toFixed(0)} ms, of the follow-up after ${two.toFixed(0)} ms (${((100 * two) / one).toFixed(0)} %)`,
    );
  });
});
