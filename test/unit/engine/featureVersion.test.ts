/** Features on disk outlive the program that made them: what makes them may not change without their keys. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/paths.mjs';
import { featureVersion } from '../../../src/engine/caches/featureVersion.ts';

describe('the version of features', () => {
  it('is that of node-llama-cpp and of the patches', () => {
    const { version } = JSON.parse(
      readFileSync(join(root, 'node_modules', 'node-llama-cpp', 'package.json'), 'utf8'),
    ) as { version: string };
    const folder = join(root, 'native', 'patches');
    const hash = createHash('sha256');
    for (const name of readdirSync(folder).sort())
      // As git hands them out on Windows too.
      hash.update(name).update(readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n'));
    const [byHand = ''] = featureVersion.split(' ');
    assert.match(byHand, /^\d+$/);
    assert.equal(
      featureVersion,
      `${byHand} node-llama-cpp ${version} patches ${hash.digest('hex').slice(0, 8)}`,
      'Features may come out otherwise now: make this the value of src/engine/caches/featureVersion.ts.',
    );
  });
});
