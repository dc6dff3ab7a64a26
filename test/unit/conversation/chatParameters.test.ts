import assert from 'node:assert/strict';
import * as v from 'valibot';
import {
  CHAT_PRESETS,
  type ChatDefaults,
  ChatParametersSchema,
  parameterDifferences,
  presetOf,
  SAMPLING_PARAMETERS,
  withPreset,
} from '../../../src/conversation/chatParameters.ts';
import { PARAMETER_BOUNDS, readParameter } from '../../../src/conversation/readParameter.ts';

const defaults: ChatDefaults = { temperature: 0.2, topP: 0.7, maxTokens: 512, seed: 0 };

describe('the preset of a conversation', () => {
  it('is the settings while nothing is asked otherwise', () => {
    assert.equal(presetOf({}, defaults), 'settings');
    assert.equal(presetOf({ systemPrompt: 'Be brief.' }, defaults), 'settings');
    assert.equal(presetOf({ temperature: 0.2 }, defaults), 'settings');
  });

  it('is known again once it was chosen, also where it says what the settings say', () => {
    for (const preset of ['reproducible', 'llavaMed', 'varied'] as const)
      assert.equal(presetOf(withPreset({ systemPrompt: 'Be brief.' }, preset), defaults), preset);
  });

  it('is its own once a value of it is another, or a value that it leaves to the settings', () => {
    assert.equal(presetOf({ ...CHAT_PRESETS.varied, temperature: 0.9 }, defaults), 'own');
    assert.equal(presetOf({ ...CHAT_PRESETS.varied, maxTokens: 64 }, defaults), 'own');
    assert.equal(presetOf({ temperature: 0.9 }, defaults), 'own');
  });

  it('takes the place of the sampling and leaves the system prompt', () => {
    const parameters = { temperature: 0.9, maxTokens: 64, systemPrompt: 'Be brief.' };
    assert.deepEqual(withPreset(parameters, 'reproducible'), {
      ...CHAT_PRESETS.reproducible,
      systemPrompt: 'Be brief.',
    });
    assert.deepEqual(withPreset(parameters, 'settings'), { systemPrompt: 'Be brief.' });
    assert.equal(withPreset(parameters, 'own'), parameters);
  });
});

describe('what is otherwise than the settings', () => {
  it('is told in words, and nothing that is the same', () => {
    assert.deepEqual(parameterDifferences({}, defaults), []);
    assert.deepEqual(parameterDifferences({ temperature: 0.2, systemPrompt: '  ' }, defaults), []);
    assert.deepEqual(
      parameterDifferences(
        { temperature: 0.8, topP: 0.95, maxTokens: 64, seed: 'random', systemPrompt: 'Be brief.' },
        defaults,
      ),
      ['temperature 0.8', 'top-p 0.95', 'max 64 tokens', 'random seed', 'system prompt'],
    );
    assert.deepEqual(parameterDifferences({ seed: 7 }, defaults), ['seed 7']);
  });
});

describe('a parameter that is typed', () => {
  it('is read with a point and with a comma', () => {
    assert.deepEqual(readParameter('temperature', ' 0.8 '), { value: 0.8 });
    assert.deepEqual(readParameter('temperature', '0,8'), { value: 0.8 });
    assert.deepEqual(readParameter('topP', '.5'), { value: 0.5 });
    assert.deepEqual(readParameter('seed', '4294967295'), { value: 4294967295 });
  });

  it('is refused with its bounds in the sentence', () => {
    for (const typed of ['', 'warm', '-1', '2.1', '1e0', '0.2.1', 'Infinity'])
      assert.deepEqual(readParameter('temperature', typed), { refusal: 'Type a number from 0 to 2.' }, typed);
    for (const typed of ['0', '1.5', '8193']) assert.ok('refusal' in readParameter('maxTokens', typed), typed);
    assert.ok('refusal' in readParameter('topP', '0'));
    assert.ok('refusal' in readParameter('seed', '4294967296'));
  });

  it('has bounds that the contract takes', () => {
    for (const name of SAMPLING_PARAMETERS)
      for (const value of [PARAMETER_BOUNDS[name].least, PARAMETER_BOUNDS[name].most])
        assert.ok(v.is(ChatParametersSchema, { [name]: value }), `${name} ${String(value)}`);
  });
});
