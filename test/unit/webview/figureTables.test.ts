import assert from 'node:assert/strict';
import { confusionTable } from '../../../webview/evaluation/figureTables.ts';

describe('the table of a confusion', () => {
  it('is made of any number of cells', () => {
    const names = Array.from({ length: 500 }, (_, i) => String(i));
    const counts = names.map(() => names.map(() => 1));
    assert.doesNotThrow(() => confusionTable({ label: 'Options', truths: names, answers: names, counts }));
  });
});
