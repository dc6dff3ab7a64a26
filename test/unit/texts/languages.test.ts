import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/paths.mjs';
import { bundleFile, faultsOf } from '../../../scripts/texts/languageFaults.mjs';
import { languages } from '../../../scripts/texts/languageNames.mjs';
import { sourceTexts } from '../../../scripts/texts/sourceTexts.mjs';
import { counted } from '../../../src/text/counted.ts';
import { markdownText } from '../../../src/text/markdownText.ts';
import { messageText } from '../../../src/text/messageText.ts';
import { useTextsOf } from '../../../src/text/texts.ts';
import { englishManifest } from '../../fixtures/englishManifest.ts';

describe('the languages', function () {
  this.timeout(120_000);
  let texts: readonly string[];
  before(async () => {
    texts = await sourceTexts();
  });

  for (const language of languages)
    it(`${language} says all that the sources and the manifest say, with the same values, links and icons`, async () => {
      assert.deepEqual(await faultsOf(language, texts), []);
    });

  it('have no text of the manifest that nothing names', () => {
    const manifest = readFileSync(join(root, 'package.json'), 'utf8');
    const named = new Set([...manifest.matchAll(/"%(.+?)%"/g)].map(([, key]) => key));
    const english = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
    assert.deepEqual(
      Object.keys(english).filter((key) => !named.has(key)),
      [],
    );
    assert.doesNotThrow(englishManifest);
  });
});

describe('texts in another language', () => {
  afterEach(() => {
    useTextsOf(undefined);
  });

  it('have their values where that language has them, escaped for where they are shown', () => {
    useTextsOf(join(root, bundleFile('de')));
    assert.equal(counted(1, 'image'), '1 Bild');
    assert.equal(counted(3, 'image'), '3 Bilder');
    assert.equal(
      messageText`${'[a](b).dcm'} is a folder, not a file. Choose the image files in it.`,
      '[a] (b).dcm ist ein Ordner, keine Datei. Wählen Sie die Bilddateien darin.',
    );
    assert.equal(
      markdownText`${'*a*.dcm'} is a folder, not a file. Choose the image files in it.`,
      '\\*a\\*\\.dcm ist ein Ordner, keine Datei. Wählen Sie die Bilddateien darin.',
    );
  });

  it('are English again without a language', () => {
    useTextsOf(join(root, bundleFile('zh-cn')));
    useTextsOf(undefined);
    assert.equal(counted(2, 'image'), '2 images');
  });
});
