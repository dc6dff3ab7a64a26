import assert from 'node:assert/strict';
import { plainMarkdown } from '../../../src/text/plainMarkdown.ts';

describe('plainMarkdown', () => {
  it('leaves the text without its marks', () => {
    assert.equal(
      plainMarkdown('# Findings\n\nA **large** _left_ `effusion`, see [this](https://example.com).\nNext line.'),
      'Findings\n\nA large left effusion, see [this](https://example.com).\nNext line.',
    );
  });

  it('keeps lists, numbers, tables and code as they are read', () => {
    assert.equal(
      plainMarkdown(
        'Seen:\n\n- one\n- two\n  - inner\n\n3. third\n4. fourth\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx < y\n```',
      ),
      'Seen:\n\n- one\n- two\n  - inner\n\n3. third\n4. fourth\n\na\tb\n1\t2\n\nx < y',
    );
  });

  it('has no HTML to interpret', () => {
    assert.equal(plainMarkdown('5 < 6 & <b>bold</b>'), '5 < 6 & <b>bold</b>');
    assert.equal(plainMarkdown(''), '');
  });
});
