import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { whenText } from '../../../src/text/whenText.ts';

const now = new Date(2026, 2, 15, 14, 30).getTime();
const said = (at: Date, language = 'en'): string => whenText(at.getTime(), now, language).replaceAll(/\s/gu, ' ');

describe('a time in words', () => {
  it('is of the calendar day, not of the hours between', () => {
    assert.equal(said(new Date(2026, 2, 15, 0, 1)), 'today 00:01');
    assert.equal(said(new Date(2026, 2, 14, 23, 59)), 'yesterday 23:59');
    assert.equal(said(new Date(2026, 2, 13, 23, 59)), '13 Mar');
  });

  it('names the year of another year only', () => {
    assert.equal(said(new Date(2026, 0, 1)), '1 Jan');
    assert.equal(said(new Date(2025, 11, 31, 23, 0)), '31 Dec 2025');
  });

  it('tells a time that is ahead, as another machine’s clock makes it, by its date', () => {
    assert.equal(said(new Date(2026, 2, 16, 9, 0)), '16 Mar');
  });

  it('is in the language of the editor, and in English where that is none', () => {
    assert.equal(said(new Date(2026, 2, 14, 9, 5), 'de'), 'gestern 09:05');
    assert.equal(said(new Date(2026, 2, 15, 9, 5), 'zh-cn'), '今天 09:05');
    assert.equal(said(new Date(2026, 2, 15, 9, 5), 'qps_ploc!'), 'today 09:05');
  });
});
