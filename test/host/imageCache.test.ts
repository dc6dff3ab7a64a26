/** The image cache as the editor keeps and empties it, with the real engine and the demo model. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { demoPair } from '../../src/assistant/demoPair.ts';
import { type LocalServices, createLocalServices } from '../../src/assistant/localServices.ts';
import { clearImageCache, deleteUnwantedCache } from '../../src/host/models/imageCache.ts';
import { ModelSettings } from '../../src/host/models/modelSettings.ts';
import { safeLog } from '../../src/host/messages/log.ts';

describe('the image cache', function () {
  this.timeout(180_000);
  const log = safeLog(vscode.window.createOutputChannel('imageCache.test', { log: true }));
  const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('llavaMed');
  let folder: string;
  let settings: ModelSettings;
  let local: LocalServices;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'llava-med-image-cache-'));
    settings = new ModelSettings(await demoPair(join(__dirname, '..', '..', '..')), join(folder, 'engine-cache'));
    local = createLocalServices({ distDir: join(__dirname, '..', '..'), settings, caches: () => settings.caches() });
  });
  after(async () => {
    await configuration().update('cache.onDisk', undefined, vscode.ConfigurationTarget.Global);
    await local.dispose();
    log.dispose();
    rmSync(folder, { recursive: true });
  });

  const entries = (): readonly string[] => readdirSync(join(folder, 'engine-cache', 'features'));
  /** Has the sample film encoded, and what that gave written. */
  const encode = async (): Promise<void> => {
    const path = join(__dirname, '..', '..', '..', 'samples', 'chest-left-effusion.dcm');
    const { engine, imaging, assistant } = local;
    await engine.imageFeatures(await assistant.modelInput(await imaging.decode({ kind: 'file', path })));
    // After a request it waits for what is being written.
    await engine.clearCaches();
  };

  it('keeps what an image became, and is emptied by the command, which says what it freed', async () => {
    await encode();
    assert.equal(entries().length, 1);
    const freed = await clearImageCache({ engine: local.engine, settings, log }, true);
    assert.deepEqual([freed?.features.entries, freed?.states.entries], [1, 0]);
    assert.ok((freed?.features.bytes ?? 0) > 1000);
    assert.deepEqual(entries(), []);
  });

  it('is off the disk, with all that lay there, when the setting says so', async () => {
    await encode();
    assert.equal(entries().length, 1);
    await deleteUnwantedCache({ engine: local.engine, settings, log });
    assert.equal(entries().length, 1);
    await configuration().update('cache.onDisk', false, vscode.ConfigurationTarget.Global);
    await deleteUnwantedCache({ engine: local.engine, settings, log });
    assert.deepEqual(entries(), []);
    await encode();
    assert.deepEqual(entries(), []);
    await configuration().update('cache.onDisk', undefined, vscode.ConfigurationTarget.Global);
    await encode();
    assert.equal(entries().length, 1);
  });
});
