import assert from 'node:assert/strict';
import { builtInPrompts } from '../../../../src/conversation/prompts/builtInPrompts.ts';
import type { ChatPrompt } from '../../../../src/conversation/prompts/chatPrompt.ts';
import { PROMPT_DOMAINS, PROMPT_NAME, PROMPT_TASKS } from '../../../../src/conversation/prompts/chatPrompt.ts';
import { domainOf, matchPrompts } from '../../../../src/conversation/prompts/matchPrompts.ts';

const prompt = (name: string, more: Partial<ChatPrompt> = {}): ChatPrompt => ({
  ...{ id: `user/${name}`, source: 'user', name, description: '', text: 'Why?' },
  ...more,
});
const names = (prompts: readonly ChatPrompt[]): readonly string[] => prompts.map(({ name }) => name);

describe('the prompts for what is typed behind the slash', () => {
  const film = { modality: 'DX', bodyPart: 'CHEST' };

  it('are those whose name, a word of it, or a word of the description begins so', () => {
    const prompts = [
      prompt('where', { description: 'Locates a nodule' }),
      prompt('old-node'),
      prompt('node'),
      prompt('anode'),
      prompt('noduleless-lungs'),
    ];
    assert.deepEqual(names(matchPrompts(prompts, 'nod', film)), ['node', 'noduleless-lungs', 'old-node', 'where']);
    assert.deepEqual(names(matchPrompts(prompts, 'NOD', film)), ['node', 'noduleless-lungs', 'old-node', 'where']);
    assert.equal(matchPrompts(prompts, '', film).length, prompts.length);
    assert.deepEqual(matchPrompts(prompts, 'xyz', film), []);
  });

  it("begin with those for the image's domain; those for another come last", () => {
    const prompts = [
      prompt('find-ct', { domain: 'ct_scan' }),
      prompt('find-any'),
      prompt('also-find', { domain: 'chest_xray' }),
      prompt('find-film', { domain: 'chest_xray' }),
    ];
    assert.deepEqual(names(matchPrompts(prompts, 'find', film)), ['find-film', 'also-find', 'find-any', 'find-ct']);
    assert.deepEqual(names(matchPrompts(prompts, 'find', undefined)), [
      'find-any',
      'find-ct',
      'find-film',
      'also-find',
    ]);
  });

  it('begin with the one that was typed to its end, whatever it is for', () => {
    const prompts = [prompt('ct-all', { domain: 'chest_xray' }), prompt('ct', { domain: 'ct_scan' })];
    assert.deepEqual(names(matchPrompts(prompts, 'ct', film)), ['ct', 'ct-all']);
  });

  it("begin with the workspace's, then the user's, of those that are alike", () => {
    const prompts = [
      prompt('a', { source: 'builtIn' }),
      prompt('a', { source: 'user' }),
      prompt('a', { source: 'workspace' }),
    ];
    assert.deepEqual(
      matchPrompts(prompts, 'a', film).map(({ source }) => source),
      ['workspace', 'user', 'builtIn'],
    );
  });
});

describe('the domain of an image', () => {
  it('is told by modality and body part, else by the mark of a drawing', () => {
    assert.equal(domainOf({ modality: 'CR', bodyPart: 'CHEST' }), 'chest_xray');
    assert.equal(domainOf({ modality: 'DX' }), 'chest_xray');
    assert.equal(domainOf({ modality: 'DX', bodyPart: 'HAND' }), undefined);
    assert.equal(domainOf({ modality: 'CT', bodyPart: 'CHEST' }), 'ct_scan');
    assert.equal(domainOf({ modality: 'MR' }), 'mri');
    assert.equal(domainOf({ modality: 'SM' }), 'histology');
    assert.equal(domainOf({ phantom: 'gross' }), 'gross');
    assert.equal(domainOf({ modality: 'US' }), undefined);
    assert.equal(domainOf({}), undefined);
    assert.equal(domainOf(undefined), undefined);
  });
});

describe('the built-in prompts', () => {
  it('are 25 to 40, each with a name of its own that can be typed', () => {
    assert.ok(builtInPrompts().length >= 25 && builtInPrompts().length <= 40, String(builtInPrompts().length));
    assert.equal(new Set(builtInPrompts().map(({ id }) => id)).size, builtInPrompts().length);
    assert.deepEqual(
      builtInPrompts().filter(({ name }) => !PROMPT_NAME.test(name)),
      [],
    );
  });

  it('serve every domain and every task, each with several', () => {
    for (const domain of PROMPT_DOMAINS)
      assert.ok(builtInPrompts().filter((one) => one.domain === domain).length >= 3, domain);
    for (const task of PROMPT_TASKS)
      assert.ok(
        builtInPrompts().some((one) => one.task === task),
        task,
      );
  });

  it('are short questions with a description', () => {
    for (const { name, text, description } of builtInPrompts()) {
      assert.ok(text.length <= 140, `${name}: ${String(text.length)}`);
      assert.ok(description !== '' && description.length <= 50, name);
    }
  });
});
