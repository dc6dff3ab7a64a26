import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { fixedPart } from './sourceTexts.mjs';

/** @typedef {Readonly<Record<string, string>>} Texts */

/**
 * What the program says in a language, by the English key.
 * @param {string} language
 */
export const bundleFile = (language) => `l10n/bundle.l10n.${language}.json`;

/**
 * What the manifest says, by its own keys; English without a language.
 * @param {string} [language]
 */
export const manifestFile = (language) =>
  language === undefined ? 'package.nls.json' : `package.nls.${language}.json`;

/**
 * @param {string} file Relative to the checkout.
 * @returns {Promise<Texts>}
 */
export async function readTexts(file) {
  return JSON.parse(await readFile(join(root, file), 'utf8'));
}

/**
 * What a language lacks, has too much, or says with other values than the English does; a line each.
 * @param {string} language
 * @param {readonly string[]} texts Of the sources.
 * @returns {Promise<string[]>}
 */
export async function faultsOf(language, texts) {
  const english = await readTexts(manifestFile());
  return [
    ...faults(
      bundleFile(language),
      Object.fromEntries(texts.map((text) => [text, text])),
      await readTexts(bundleFile(language)),
    ),
    ...faults(manifestFile(language), english, await readTexts(manifestFile(language))),
  ];
}

/**
 * @param {string} file
 * @param {Texts} english
 * @param {Texts} texts
 */
function faults(file, english, texts) {
  const lacking = Object.keys(english).filter((key) => (texts[key] ?? '').trim() === '');
  const stale = Object.keys(texts).filter((key) => english[key] === undefined);
  const different = Object.entries(english).filter(
    ([key, text]) => texts[key] !== undefined && fixedParts(texts[key]) !== fixedParts(text),
  );
  return [
    ...lacking.map((key) => `${file} lacks ${JSON.stringify(key)}`),
    ...stale.map((key) => `${file} has ${JSON.stringify(key)}, which nobody says`),
    ...different.map(([key]) => `${file} has other values, links or icons than ${JSON.stringify(key)}`),
  ];
}

/** @param {string} text */
function fixedParts(text) {
  return (text.match(fixedPart) ?? []).sort().join(' ');
}
