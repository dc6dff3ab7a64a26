import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pseudoLocalizeString } from 'pseudo-localization';
import { root } from '../paths.mjs';
import { bundleFile } from './languageFaults.mjs';
import { fixedPart, sourceTexts } from './sourceTexts.mjs';

/** VS Code's name of the language that nobody speaks: English with marks, and a third longer. */
export const pseudoLanguage = 'qps-ploc';

/**
 * Writes its bundle, which git does not keep: every text of the program, lengthened, and between brackets. What is cut
 * off has lost one, and what has none was never looked up.
 */
export async function writePseudoBundle() {
  const texts = Object.fromEntries((await sourceTexts()).map((text) => [text, pseudoText(text)]));
  await writeFile(join(root, bundleFile(pseudoLanguage)), JSON.stringify(texts));
}

/** @param {string} text */
function pseudoText(text) {
  const fixed = text.match(fixedPart) ?? [];
  const words = text.split(fixedPart).map((part, index) => pseudoLocalizeString(part) + (fixed[index] ?? ''));
  return `⟦${words.join('')}⟧`;
}
