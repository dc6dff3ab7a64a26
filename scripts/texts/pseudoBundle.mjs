import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pseudoLocalizeString } from 'pseudo-localization';
import { root } from '../paths.mjs';
import { bundleFile } from './languageFaults.mjs';
import { sourceTexts } from './sourceTexts.mjs';

/** VS Code's name of the language that nobody speaks: English with marks, and a third longer. */
export const pseudoLanguage = 'qps-ploc';

/** What every language has in common stays: values, icons, links' targets, code. */
const fixed = /(\{\d+\}|\$\([\w~-]+\)|\]\([^)]*\)|`[^`]+`)/;

/**
 * Writes its bundle, which git does not keep: every text of the program, lengthened, and between brackets. What is cut
 * off has lost one, and what has none was never looked up.
 */
export async function writePseudoBundle() {
  const keys = new Set((await sourceTexts()).map(({ key }) => key));
  const texts = Object.fromEntries([...keys].map((key) => [key, pseudoText(key)]));
  await writeFile(join(root, bundleFile(pseudoLanguage)), JSON.stringify(texts));
}

/** @param {string} text */
function pseudoText(text) {
  // Every other of the parts is what the pattern found.
  const parts = text.split(fixed).map((part, index) => (index % 2 === 1 ? part : pseudoLocalizeString(part)));
  return `⟦${parts.join('')}⟧`;
}
