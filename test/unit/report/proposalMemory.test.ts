import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Memento, Uri } from 'vscode';
import { ProposalMemory } from '../../../src/host/report/proposals/proposalMemory.ts';
import type { Proposal } from '../../../src/report/drafts/proposal.ts';

/** The editor's storage: JSON, as it is on disk. */
class Storage implements Memento {
  #values: Record<string, unknown> = {};
  keys(): readonly string[] {
    return Object.keys(this.#values);
  }
  get<T>(key: string): T | undefined;
  get<T>(key: string, otherwise: T): T;
  get<T>(key: string, otherwise?: T): T | undefined {
    return (this.#values[key] as T | undefined) ?? otherwise;
  }
  update(key: string, value: unknown): Promise<void> {
    this.#values = JSON.parse(JSON.stringify({ ...this.#values, [key]: value })) as Record<string, unknown>;
    return Promise.resolve();
  }
  get content(): string {
    return JSON.stringify(this.#values);
  }
}

function uri(text: string): Uri {
  return { scheme: text.split(':')[0], toString: () => text } as Uri;
}

const file = uri('file:///r/a.md');
const text = '# R\n\n## Findings\n\nOld words.\n\nLeft effusion.\n\n## Impression\n';

function proposal(): Proposal {
  const tracked = (words: string): { range: { start: number; end: number }; text: string } => {
    const start = text.indexOf(words);
    return { range: { start, end: start + words.length }, text: words };
  };
  return {
    id: 'p',
    section: 'findings',
    state: 'pending',
    draft: tracked('Left effusion.'),
    replaces: tracked('Old words.'),
    before: '\n\n',
    after: '',
    versions: [
      { text: 'Left effusion.', origin: { promptId: 'findings-1', images: [], time: '2026-01-01T00:00:00.000Z' } },
    ],
  };
}

describe('ProposalMemory', () => {
  it('gives back an open proposal, and keeps no words of the report', async () => {
    const storage = new Storage();
    await new ProposalMemory(storage).keep(file, [proposal()]);
    assert.deepEqual(new ProposalMemory(storage).recall(file, text), [proposal()]);
    assert.doesNotMatch(storage.content, /effusion|Old words/);
  });

  it('finds the draft where it stands now', async () => {
    const memory = new ProposalMemory(new Storage());
    await memory.keep(file, [proposal()]);
    const moved = `A new first line.\n${text.replace('## Impression', 'FINDINGS: x')}`;
    const [found] = memory.recall(file, moved);
    assert.equal(moved.slice(found?.draft.range.start, found?.draft.range.end), 'Left effusion.');
    assert.equal(found?.replaces?.text, 'Old words.');
    const [label] = memory.recall(file, 'FINDINGS: Left effusion.\n');
    assert.deepEqual(label?.draft.range, { start: 10, end: 24 });
    assert.equal(label.replaces, undefined);
  });

  it('gives nothing back once the draft was changed elsewhere or judged', async () => {
    const memory = new ProposalMemory(new Storage());
    await memory.keep(file, [proposal()]);
    assert.deepEqual(memory.recall(file, text.replace('Left effusion', 'Right effusion')), []);
    assert.deepEqual(memory.recall(uri('file:///r/b.md'), text), []);
    await memory.keep(file, [{ ...proposal(), state: 'accepted' }]);
    assert.deepEqual(memory.recall(file, text), []);
  });

  it('still knows that a person changed the words', async () => {
    const memory = new ProposalMemory(new Storage());
    await memory.keep(file, [
      {
        ...proposal(),
        versions: [{ text: 'Large left effusion.', origin: { promptId: 'chat', images: [], time: '' } }],
      },
    ]);
    const [found] = memory.recall(file, text);
    assert.ok(found);
    assert.notEqual(found.versions[0].text, found.draft.text);
  });

  it('follows a file that is renamed, and an untitled report that is saved', async () => {
    const memory = new ProposalMemory(new Storage());
    await memory.keep(file, [proposal()]);
    await memory.rename(file, uri('file:///r/c.md'));
    assert.equal(memory.recall(uri('file:///r/c.md'), text).length, 1);
    assert.deepEqual(memory.recall(file, text), []);
    await memory.keep(uri('untitled:Untitled-1'), [proposal()]);
    assert.equal(memory.recall(uri('file:///r/saved.md'), text).length, 1);
    await memory.keep(uri('untitled:Untitled-1'), []);
    assert.deepEqual(memory.recall(uri('file:///r/saved.md'), text), []);
  });
});
