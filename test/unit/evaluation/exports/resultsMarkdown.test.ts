import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { resultsJson } from '../../../../src/evaluation/exports/resultsJson.ts';
import { resultsMarkdown } from '../../../../src/evaluation/exports/resultsMarkdown.ts';
import { compareResults } from '../../../../src/host/evaluation/resultsComparison.ts';
import { parseResults } from '../../../../src/protocol/evaluationView.ts';
import { chatResults, vqaResults } from './generatedResults.ts';

function cells(markdown: string): string[][] {
  const html = new MarkdownIt({ html: true }).render(markdown);
  return [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell),
  );
}

describe('Markdown of results', () => {
  it('has the figures beside the published ones, and says what keeps them apart', () => {
    const results = chatResults('md');
    const markdown = resultsMarkdown(results, 'run-1');
    const [head, overall] = cells(markdown);
    assert.deepEqual(head, [
      'Group',
      'Questions',
      'run-1',
      'LLaVA',
      'LLaVA-Med, stage 1',
      'LLaVA-Med, 10K',
      'LLaVA-Med, 60K',
      'LLaVA-Med, 60K-IM',
    ]);
    const figure = results.groups[0]?.figures['relativeScore'];
    assert.ok(figure?.low !== undefined && figure.high !== undefined);
    assert.deepEqual(overall, [
      'Overall',
      String(figure.count),
      `${figure.value.toFixed(1)} (${figure.low.toFixed(1)} to ${figure.high.toFixed(1)})`,
      '36.1',
      '23.3',
      '39.9',
      '49.4',
      '50.2',
    ]);
    assert.match(markdown, /no longer served/);
    assert.match(markdown, /not a medical device/);
    assert.match(markdown, /\*\*Note:\*\* 2 questions have no answer/);
  });

  it('has confusions, and the other run with what can be said of the difference', () => {
    const results = vqaResults('a');
    const markdown = resultsMarkdown(results, 'a', compareResults(results, vqaResults('b', 60, 0.3), 'b'));
    const rows = cells(markdown);
    const [yes] = results.confusions[0]?.counts ?? [];
    assert.deepEqual(
      rows.find(([first]) => first === 'yes'),
      ['yes', ...(yes ?? []).map(String)],
    );
    assert.deepEqual(rows[0], ['Group', 'Questions', 'a', 'b']);
    assert.match(markdown, /McNemar’s exact test: p /);
  });

  it('takes foreign text for words', () => {
    const evil = '</td><script>alert(1)</script> | x | [a](command:b) `c` **d**\n# e';
    const results = chatResults('md', 3);
    const markdown = resultsMarkdown(
      { ...results, title: evil, facts: [{ name: evil, value: evil }], warnings: [evil] },
      evil,
    );
    const html = new MarkdownIt({ html: true, linkify: true }).render(markdown);
    assert.doesNotMatch(html, /<script|<a |<code|<h1>e/);
    assert.doesNotMatch(html.replaceAll('<strong>Note:</strong>', ''), /<strong>/);
    const columns = new Set(cells(markdown).map((row) => row.length));
    // Facts; F1, of which nothing is published; the relative score.
    assert.deepEqual([...columns].sort(), [2, 3, 8]);
  });
});

describe('JSON of results', () => {
  it('is the results again', () => {
    const results = chatResults('json', 20);
    const read: unknown = JSON.parse(resultsJson(results));
    assert.deepEqual(read, JSON.parse(JSON.stringify(results)));
    assert.ok(typeof parseResults(read) === 'object');
  });

  it('writes unseen characters as escapes', () => {
    const json = resultsJson({ ...chatResults('json', 1), title: 'a\u202Eb' });
    assert.ok(json.includes(String.raw`a\u202Eb`));
  });
});

describe('results as they are read', () => {
  it('names the first place that is wrong', () => {
    const results = chatResults('read', 2);
    const refusal = (value: unknown): string => {
      const read = parseResults(value);
      return typeof read === 'string' ? read : assert.fail('it was taken');
    };
    assert.match(
      refusal({ ...results, rows: [{ ...results.rows[0], scores: { f1: 'x' } }] }),
      /^rows\.0\.scores\.f1: /,
    );
    assert.match(refusal({ ...results, kind: 'other' }), /^kind: /);
    for (const value of [[], null, 'x']) assert.notEqual(refusal(value), '');
  });
});
