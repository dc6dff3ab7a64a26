import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promptPath, readPromptFolder } from '../../../src/host/chat/prompts/readPromptFolder.ts';

describe("a folder of prompts' files", () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'prompts-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('gives its prompts, with those that are broken beside them, each by its name', async () => {
    await writeFile(join(folder, 'b.md'), 'Where is it?');
    await writeFile(join(folder, 'a 2.md'), '---\ntask: closed\n---\nIs it there?');
    await writeFile(join(folder, 'bad.md'), '---\ntask: guess\n---\nIs it there?');
    await writeFile(join(folder, 'latin.md'), Buffer.from([0xe4, 0x20, 0xff]));
    await writeFile(join(folder, 'note.txt'), 'no prompt');
    await writeFile(join(folder, 'large.md'), 'a'.repeat(300_000));
    await mkdir(join(folder, 'folder.md'));
    const { prompts, broken } = await readPromptFolder(folder, 'workspace');
    assert.deepEqual(
      prompts.map(({ name, id, source }) => ({ name, id, source })),
      [
        { name: 'a-2', id: `workspace:${join(folder, 'a 2.md')}`, source: 'workspace' },
        { name: 'b', id: `workspace:${join(folder, 'b.md')}`, source: 'workspace' },
      ],
    );
    const reasons = broken.map(({ reason }) => reason);
    assert.equal(reasons.length, 4);
    assert.match(reasons.join('\n'), /^bad\.md, line 2: .*Write one of/m);
    assert.match(reasons.join('\n'), /^latin\.md: it is not a text in UTF-8\. Save it as UTF-8\.$/m);
    assert.match(reasons.join('\n'), /^large\.md: it is larger than 256 KB\. Shorten it/m);
    assert.match(reasons.join('\n'), /^folder\.md: it is a folder, not a file/m);
    assert.equal(broken.find(({ path }) => path.endsWith('bad.md'))?.line, 2);
  });

  it('follows no link out of it', async function () {
    if (process.platform === 'win32') this.skip();
    await symlink('/etc/hostname', join(folder, 'link.md'));
    const { prompts, broken } = await readPromptFolder(folder, 'workspace');
    assert.deepEqual(prompts, []);
    assert.match(broken[0]?.reason ?? '', /link\.md: it is a link, not a file/);
  });

  it('is empty where it is not there', async () => {
    assert.deepEqual(await readPromptFolder(join(folder, 'none'), 'user'), { prompts: [], broken: [] });
  });

  it('takes no name for a path', () => {
    assert.equal(promptPath(folder, { name: '../../other' }), join(folder, 'other.md'));
    assert.equal(promptPath(folder, { name: '..' }), join(folder, 'prompt.md'));
  });
});
