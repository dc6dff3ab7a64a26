/** Finds import circles of files and of folders, types counted, and says them: `node scripts/circles.mjs`. */
import { cruise } from 'dependency-cruiser';
import config from '../.dependency-cruiser.mjs';
import { root } from './paths.mjs';

const { options, ...ruleSet } = config;
const { output } = await cruise(['src', 'webview', 'scripts', 'esbuild.mjs'], {
  ...options,
  baseDir: root,
  ruleSet,
  validate: true,
});
if (typeof output === 'string') throw new Error('dependency-cruiser answered a text instead of its findings.');

const { totalCruised, violations } = output.summary;
for (const { from, to, cycle, rule } of violations) {
  console.error([from, ...(cycle?.map(({ name }) => name) ?? [to])].join(' → '));
  console.error(`  ${config.forbidden?.find(({ name }) => name === rule.name)?.comment ?? rule.name}`);
}
console.log(`Import circles in ${String(totalCruised)} files, types counted: ${String(violations.length)}`);
process.exitCode = violations.length === 0 ? 0 : 1;
