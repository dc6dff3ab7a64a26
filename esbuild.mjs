/** Bundles every program of the product into dist/: `node esbuild.mjs [--watch] [--production]`. */
import { bundle, watch } from './scripts/bundle.mjs';

const production = process.argv.includes('--production');
// The errors themselves are printed by esbuild.
await (process.argv.includes('--watch')
  ? watch()
  : bundle({ production }).catch(() => {
      process.exitCode = 1;
    }));
