/** Whatever takes a path refuses what is no regular file at once: a device has no end, a FIFO waits for a writer. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileHashes } from '../../../src/files/fileHashes.ts';
import { readGgufHeader } from '../../../src/weights/gguf/ggufHeader.ts';
import { NotRegularFile, openRegularFile, readRegularFile, regularFileState } from '../../../src/files/regularFile.ts';
import { decodeImage } from '../../../src/imaging/decoding/decodeImage.ts';
import { deidentifyFiles } from '../../../src/imaging/deidentify/deidentifyFiles.ts';
import { readKeyFile } from '../../../src/imaging/deidentify/keyFile.ts';
import { readSeriesHeader } from '../../../src/imaging/studies/seriesHeader.ts';
import type { Imaging } from '../../../src/imaging/imaging.ts';
import { fileState } from '../../../src/imaging/intake/readSource.ts';
import { sniffFile } from '../../../src/imaging/intake/sniff.ts';

// Windows has no such files.
(process.platform === 'win32' ? describe.skip : describe)('only regular files are opened', function () {
  this.timeout(10_000);
  let folder = '';
  let server: Server;
  const things: { readonly name: string; readonly path: string; readonly says: string }[] = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regular-'));
    const at = (name: string): string => join(folder, name);
    await mkdir(at('folder'));
    execFileSync('mkfifo', [at('fifo')]);
    server = createServer();
    await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
    await symlink('/dev/zero', at('zero.dcm'));
    things.push(
      { name: 'folder', path: at('folder'), says: 'a folder' },
      { name: 'fifo', path: at('fifo'), says: 'a pipe' },
      { name: 'socket', path: at('socket'), says: 'a socket' },
      { name: 'zero', path: '/dev/zero', says: 'a device' },
      { name: 'zero.dcm', path: at('zero.dcm'), says: 'a device' },
    );
  });
  after(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });

  it('says what stands there', async () => {
    for (const { path, says } of things) {
      for (const open of [openRegularFile, readRegularFile, regularFileState])
        await assert.rejects(open(path), (error) => error instanceof NotRegularFile && error.what === says);
    }
  });

  it('reads a regular file, by a link as well', async () => {
    await writeFile(join(folder, 'plain'), 'abc');
    await symlink('plain', join(folder, 'link'));
    for (const name of ['plain', 'link'])
      assert.deepEqual(await readRegularFile(join(folder, name)), await readFile(join(folder, 'plain')));
    await assert.rejects(readRegularFile(join(folder, 'gone')), { code: 'ENOENT' });
  });

  const ways: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
    'an image': (path) => decodeImage({ kind: 'file', path }, { frame: 0, voi: undefined }),
    'the state of an image': fileState,
    'a file to de-identify': (path) =>
      deidentifyFiles({} as Imaging, {
        inputs: [path],
        output: join(folder, 'copies'),
        options: { dates: 'remove', keepUids: false, cleanDescriptors: false },
        key: undefined,
      }),
    'a key': readKeyFile,
    'a model': (path) => readGgufHeader(path, 'model'),
    'a projector': (path) => readGgufHeader(path, 'projector'),
    'a file to hash': (path) => new FileHashes().hash(path),
  };
  for (const [name, read] of Object.entries(ways)) {
    it(`${name} that is none is refused by name and kind`, async () => {
      for (const thing of things) {
        // A folder is what de-identification takes, and a link is followed first.
        if (name === 'a file to de-identify' && (thing.name === 'folder' || thing.name === 'zero.dcm')) continue;
        await assert.rejects(read(thing.path), (error: Error) => {
          assert.ok(error.message.includes(thing.says), error.message);
          if (name !== 'a file to hash') assert.ok(error.message.startsWith(thing.name), error.message);
          return true;
        });
      }
    });
  }

  it('what only asks for the kind of a file passes over it', async () => {
    for (const { path } of things) {
      assert.equal(await sniffFile(path), undefined);
      assert.equal(await readSeriesHeader(path), 'notDicom');
    }
  });
});
