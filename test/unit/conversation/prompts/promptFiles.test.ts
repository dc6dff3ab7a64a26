import assert from 'node:assert/strict';
import { builtInPrompts } from '../../../../src/conversation/prompts/builtInPrompts.ts';
import { domainNamed, promptName, type PromptText } from '../../../../src/conversation/prompts/chatPrompt.ts';
import { readPromptCollection, writePromptCollection } from '../../../../src/conversation/prompts/promptCollection.ts';
import { PromptError } from '../../../../src/conversation/prompts/promptError.ts';
import { readPrompt } from '../../../../src/conversation/prompts/readPrompt.ts';
import { writePrompt } from '../../../../src/conversation/prompts/writePrompt.ts';

const odd: PromptText = {
  name: 'wo-ist-es',
  description: 'Wo: "links" oder # rechts?',
  domain: 'gross',
  task: 'locate',
  text: '- Erstens\n\n  ---\n\nZweitens: ${selection}?',
};
const plain = ({ name, description, domain, task, text }: PromptText): PromptText => ({
  ...{ name, description, text },
  ...(domain && { domain }),
  ...(task && { task }),
});

describe("a prompt's file", () => {
  it('needs nothing but its text: the name is that of the file', () => {
    assert.deepEqual(readPrompt('Where is the lesion?\n', 'Where is It.md'), {
      name: 'where-is-it',
      description: '',
      text: 'Where is the lesion?',
    });
  });

  it('says more in a front matter, in whatever order and case, with keys that are not known', () => {
    const file =
      '\uFEFF---\r\nTask: Locate\r\nname: lesion\r\nauthor: [a, b]\r\ndescription: "The  lesion"\r\ndomain: Chest X-ray\r\n---\r\n\r\nWhere?\r\n';
    assert.deepEqual(readPrompt(file, 'x.md'), {
      ...{ name: 'lesion', description: 'The lesion', domain: 'chest_xray', task: 'locate', text: 'Where?' },
    });
  });

  it('is written so that the same is read', () => {
    for (const prompt of [odd, ...builtInPrompts()]) {
      assert.deepEqual(readPrompt(writePrompt(prompt), 'other.md'), plain(prompt));
      assert.deepEqual(readPrompt(writePrompt(prompt, { explained: true }), 'other.md'), plain(prompt));
    }
  });

  const refused: readonly (readonly [string, string, string, RegExp])[] = [
    ['an open front matter', 'a.md', '---\nname: a\nWhere?', /^a\.md, line 1: .*Close it with a line "---"\.$/],
    ['bad YAML', 'a.md', '---\nname: a\ndescription: "b\n---\nWhere?', /^a\.md, line \d: .*not valid YAML.*Correct/],
    ['a front matter without keys', 'a.md', '---\n- name\n---\nWhere?', /^a\.md, line 2: .*Write it as/],
    ['a list for a word', 'a.md', '---\nname: a\ntask: [b]\n---\nWhere?', /^a\.md, line 3: "task:" needs words/],
    ['a domain that there is not', 'a.md', '---\ndomain: knee\n---\nWhere?', /^a\.md, line 2: .*chest X-ray, CT, MRI/],
    ['a task that there is not', 'a.md', '---\ntask: guess\n---\nWhere?', /^a\.md, line 2: .*describe, locate/],
    ['a name with a space', 'a.md', '---\nname: My Own\n---\nWhere?', /^a\.md, line 2: .*"name: my-own"/],
    ['a file without a letter in its name', '!.md', 'Where?', /^!\.md: .*"name: my-question"/],
    ['no text', 'a.md', '---\nname: a\n---\n\n', /^a\.md, line \d: it has no question/],
    ['what is no text', 'a.md', 'Where\0?', /^a\.md, line 1: .*UTF-8/],
    ['a whole book', 'a.md', 'Where? '.repeat(2000), /^a\.md: it is longer than 8000 characters\. Shorten it\.$/],
  ];
  for (const [what, name, file, message] of refused)
    it(`is refused with its name, the line and the way out: ${what}`, () => {
      assert.throws(
        () => readPrompt(file, name),
        (error) => error instanceof PromptError && message.test(error.message),
      );
    });
});

describe('many prompts in one file', () => {
  it('are read as they were written', () => {
    const prompts = [odd, ...builtInPrompts()];
    assert.deepEqual(readPromptCollection(writePromptCollection(prompts), 'all.json'), prompts.map(plain));
  });

  it('are refused with the name of the file and the place of the bad one', () => {
    const says = (json: string, message: RegExp): void => {
      assert.throws(
        () => readPromptCollection(json, 'all.json'),
        (error) => error instanceof PromptError && message.test(error.message),
        json,
      );
    };
    const file = (...prompts: readonly unknown[]): string =>
      JSON.stringify({ format: 'llava-med-prompts', version: 1, prompts });
    says('{', /^all\.json: it is not valid JSON/);
    says('[]', /^all\.json: it is no file of prompts/);
    says('{"format":"llava-med-prompts","version":2,"prompts":[]}', /no file of prompts/);
    says(file({ name: 'a', text: 'b' }, { name: '../a', text: 'b' }), /^all\.json: its prompt number 2 has a "name"/);
    says(file({ name: 'a', text: ' ' }), /number 1 has a "text"/);
    says(file({ name: 'a', text: 'b', domain: 'knee' }), /number 1 has a "domain"/);
    says(file('a'), /number 1 is no prompt/);
  });
});

describe('names', () => {
  it('are made of words', () => {
    assert.equal(promptName('Is the Heart enlarged?'), 'is-the-heart-enlarged');
    assert.equal(promptName("What's Überdruck/CT?"), 'whats-überdruck-ct');
    assert.equal(promptName('哪一侧？'), '哪一侧');
    assert.equal(promptName('?!'), '');
    assert.equal(promptName('a'.repeat(59) + ' b').length, 59);
  });

  it('of domains are known as they are written', () => {
    for (const words of ['chest X-ray', 'Chest x ray', 'chest_xray', 'CHEST-XRAY', 'chest'])
      assert.equal(domainNamed(words), 'chest_xray', words);
    assert.equal(domainNamed('CT'), 'ct_scan');
    assert.equal(domainNamed('gross pathology'), 'gross');
    assert.equal(domainNamed('knee'), undefined);
    assert.equal(domainNamed('toString'), undefined);
    assert.equal(domainNamed('constructor'), undefined);
  });
});
