/** The imaging child from its TypeScript sources, so that the tests need no build. */
import { register } from 'tsx/esm/api';

register();
await import('../../../src/imaging/child/main.ts');
