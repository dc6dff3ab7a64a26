/** Says which texts a language lacks, and which of its own nobody says any more: `node scripts/texts.mjs`. */
import { faultsOf } from './texts/languageFaults.mjs';
import { languages } from './texts/languageNames.mjs';
import { sourceTexts } from './texts/sourceTexts.mjs';

const faults = (await Promise.all(languages.map(faultsOf))).flat();
for (const fault of faults) console.error(fault);
const count = new Set((await sourceTexts()).map(({ key }) => key)).size;
console.log(`${String(count)} texts in English and ${languages.join(', ')}; faults: ${String(faults.length)}`);
process.exitCode = faults.length === 0 ? 0 : 1;
