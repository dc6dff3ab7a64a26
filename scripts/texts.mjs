/** Says which texts a language lacks, and which of its own nobody says any more: `node scripts/texts.mjs`. */
import { faultsOf } from './texts/languageFaults.mjs';
import { languages } from './texts/languageNames.mjs';
import { sourceTexts } from './texts/sourceTexts.mjs';

const texts = await sourceTexts();
const faults = (await Promise.all(languages.map((language) => faultsOf(language, texts)))).flat();
for (const fault of faults) console.error(fault);
console.log(`${String(texts.length)} texts in English and ${languages.join(', ')}; faults: ${String(faults.length)}`);
process.exitCode = faults.length === 0 ? 0 : 1;
