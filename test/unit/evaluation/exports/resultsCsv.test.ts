import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resultsCsv } from '../../../../src/evaluation/exports/resultsCsv.ts';
import { csvCell } from '../../../../src/text/csvCell.ts';
import type { ResultRow } from '../../../../src/protocol/evaluationResults.ts';
import { compareResults } from '../../../../src/host/evaluation/resultsComparison.ts';
import { chatResults, vqaResults } from './generatedResults.ts';

/** RFC 4180, written down independently. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      for (at += 1; !(text[at] === '"' && text[at + 1] !== '"'); at += 1) {
        assert.ok(at < text.length, 'a quote is not closed');
        if (text[at] === '"') at += 1;
        field += text[at]!;
      }
      at += 1;
    } else for (; at < text.length && text[at] !== ',' && text[at] !== '\r'; at += 1) field += text[at]!;
    record.push(field);
    if (text[at] === ',') at += 1;
    else {
      assert.equal(text.slice(at, at + 2), '\r\n', 'a record does not end in CRLF');
      at += 2;
      records.push(record);
      record = [];
    }
  }
  return records;
}

describe('CSV of results', () => {
  it('has a line for each question, under a heading', () => {
    const results = chatResults('csv');
    const [head, ...lines] = parseCsv(resultsCsv(results));
    assert.deepEqual(head, [
      'id',
      'image',
      'question',
      'reference',
      'answer',
      'type',
      'domain',
      'relativeScore',
      'f1',
      'remarks',
      'judgements',
    ]);
    assert.equal(lines.length, 193);
    const [first = []] = lines;
    assert.equal(first[0], '1');
    assert.equal(first[5], 'Conversation');
    assert.equal(first[7], String(results.rows[0]?.scores['relativeScore']));
    // No answer, no scores.
    assert.deepEqual([lines[40]?.[4], lines[40]?.[7]], ['', '']);
    assert.match(
      lines[20]?.[10] ?? '',
      /^scripted judge: reference unreadable, answer unreadable \(reference first\)$/,
    );
  });

  it('has the other run’s answers and scores beside', () => {
    const results = vqaResults('a');
    const [head = [], first = []] = parseCsv(resultsCsv(results, compareResults(results, vqaResults('b'), 'b')));
    assert.deepEqual(head.slice(-5), ['other answer', 'other recall', 'other accuracy', 'remarks', 'judgements']);
    assert.ok(['yes', 'no'].includes(first[head.indexOf('other answer')] ?? ''));
  });

  it('defuses what a spreadsheet takes for a formula, and leaves numbers', () => {
    for (const text of ['=1+1', '+49', '-x', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n-1', '＝1'])
      assert.match(csvCell(text), /^"?'/, JSON.stringify(text));
    for (const text of ['a=b', '5', "'", 'x-ray', '']) assert.equal(csvCell(text), text);
    assert.equal(csvCell(-5.25), '-5.25');
  });

  it('gives back any text, but for the apostrophe', () => {
    const anyText = fc.string({ unit: 'grapheme', maxLength: 30 });
    const special = fc.string({ unit: fc.constantFrom(...Array.from('=+-@,"\r\n\t; a')), maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyText, special), { minLength: 4, maxLength: 4 }),
        ([question = '', reference = '', answer = '', remark = '']) => {
          const row: ResultRow = {
            id: 1,
            image: undefined,
            question,
            reference,
            answer,
            groups: [],
            scores: {},
            remarks: [remark],
          };
          const [head, line, ...rest] = parseCsv(resultsCsv({ ...chatResults('none', 0), rows: [row] }));
          assert.equal(rest.length, 0);
          assert.equal(line?.length, head?.length);
          const texts = [line?.[2], line?.[3], line?.[4], line?.at(-2)].map((cell) => cell?.replace(/^'/, ''));
          assert.deepEqual(
            texts,
            [question, reference, answer, remark].map((text) => text.replace(/^'/, '')),
          );
          for (const cell of line ?? []) assert.doesNotMatch(cell, /^\s*[=+\-@]/);
        },
      ),
    );
  });
});
