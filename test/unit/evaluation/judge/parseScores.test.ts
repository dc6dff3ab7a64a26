import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseScores, type UnreadableReason } from '../../../../src/evaluation/judge/parseScores.ts';

describe("a judge's scores", () => {
  const readable: readonly [string, number, number][] = [
    ['8 7', 8, 7],
    ['8 7\nAssistant 1 is more detailed, with 2 lesions of 3 cm.', 8, 7],
    ['  10   1  \r\nGood.', 10, 1],
    ['8.5 7', 8.5, 7],
    ['8, 7', 8, 7],
    ['8,7', 8, 7],
    ['8 and 7.', 8, 7],
    ['8 | 7', 8, 7],
    ['[8, 7]', 8, 7],
    ['(8 7)', 8, 7],
    ['8/10 7/10', 8, 7],
    ['8 / 10, 7 / 10', 8, 7],
    ['8 out of 10 and 7 out of 10', 8, 7],
    ['**8** **7**', 8, 7],
    ['**8 7**\n\nExplanation: 3 4', 8, 7],
    ['`8 7`', 8, 7],
    ['# 8 7', 8, 7],
    ['> 8 7', 8, 7],
    ['- 8 7', 8, 7],
    ['| 8 | 7 |', 8, 7],
    ['```\n8 7\n```', 8, 7],
    ['Scores: 8 7', 8, 7],
    ['Final scores: 8, 7', 8, 7],
    ['Here are my scores:\n\n8 7\n\nAssistant 1 names the side.', 8, 7],
    ['Assistant 1: 8, Assistant 2: 7', 8, 7],
    ['Assistant 1: 8\nAssistant 2: 7', 8, 7],
    ['Assistant 2: 7\nAssistant 1: 8', 8, 7],
    ['**Assistant 1:** 8/10 because it is right.\n\n**Assistant 2:** 7/10; it is short.', 8, 7],
    ['The score of Assistant 1: 8; the score of Assistant 2: 7.', 8, 7],
    ["Assistant 1's score: 8.5\nAssistant 2's score: 7", 8.5, 7],
    ['Assistant A = 8 and Assistant B = 7', 8, 7],
    ['Answer 1 - 8\nAnswer 2 - 7', 8, 7],
    ['Response one: 8 out of 10, good\nResponse two: 7 out of 10, less so', 8, 7],
    ['{"a": 8, "b": 7}', 8, 7],
    ['```json\n{"assistant_1": 8, "assistant_2": "7"}\n```', 8, 7],
    ['Sure: {"Assistant 1": {"score": 8}, "Assistant 2": {"score": 7}, "reason": "{}"}', 8, 7],
    ['{"scores": [8, 7], "explanation": "..."}', 8, 7],
    ['{"scores": {"first": "8/10", "second": 7.5}}', 8, 7.5],
    ['<think>Perhaps 3 4?\n3 4\n</think>\n\n8 7\nBecause.', 8, 7],
    ['They are close. 5 5?</think>8 7', 8, 7],
    ['I cannot see the image, but:\n8 7', 8, 7],
    ['8 7\n8 6', 8, 7],
  ];
  for (const [reply, first, second] of readable)
    it(JSON.stringify(reply), () => assert.deepEqual(parseScores(reply), { kind: 'scores', first, second }));

  const unreadable: readonly [string, UnreadableReason][] = [
    ['', 'empty'],
    [' \n\t', 'empty'],
    ['<think>Assistant 1 deserves\n8 7\n', 'onlyThinking'],
    ['<think>8 7</think>', 'empty'],
    ['I’m sorry, but I can’t compare medical answers.', 'refusal'],
    ['As an AI, I do not score.', 'refusal'],
    ['2 lesions of 3 cm', 'noScores'],
    ['There are 2 lesions of 3 cm in both answers.', 'noScores'],
    ['Assistant 1: 2 lesions, Assistant 2: 3 lesions', 'noScores'],
    ['Assistant 1: 2 lesions\nAssistant 2: 3 lesions', 'noScores'],
    ['Assistant 1: 3 (of 4) findings\nAssistant 2: 2, of them one wrong', 'noScores'],
    ['Assistant 1: 8', 'noScores'],
    ['Assistant 1: 8\nAssistant 12: 7', 'noScores'],
    ['8', 'noScores'],
    ['8/10', 'noScores'],
    ['8,5 7,5', 'noScores'],
    ['8 7 6', 'noScores'],
    ['8-7', 'noScores'],
    ['8:7', 'noScores'],
    ['8 7 cm', 'noScores'],
    ['8/100 7/100', 'noScores'],
    ['4/5 3/5', 'noScores'],
    ['-8 7', 'noScores'],
    ['1. 2. 3', 'noScores'],
    ['eight seven', 'noScores'],
    ['{"a": 8}', 'noScores'],
    ['{"a": 8, "b": 7', 'noScores'],
    ['{"helpfulness": [8, 7]}', 'noScores'],
    ['[8, 7, 6]', 'noScores'],
    ['0 7', 'outOfRange'],
    ['11 7', 'outOfRange'],
    ['80 70', 'outOfRange'],
    ['0.5 7', 'outOfRange'],
    ['{"a": -8, "b": 7}', 'outOfRange'],
    ['Assistant 1: 80\nAssistant 2: 70', 'outOfRange'],
    ['Scores:\n8 7\n7 8', 'ambiguous'],
    ['Helpfulness\nAssistant 1: 8\nAssistant 2: 7\nAccuracy\nAssistant 1: 5\nAssistant 2: 7', 'ambiguous'],
    ['See:\n9 9\n{"a": 8, "b": 7}', 'ambiguous'],
  ];
  for (const [reply, reason] of unreadable)
    it(`not in ${JSON.stringify(reply)}`, () => assert.deepEqual(parseScores(reply), { kind: 'unreadable', reason }));

  const score = fc.integer({ min: 2, max: 20 }).map((half) => half / 2);

  it('are those on the first line, whatever follows', () => {
    fc.assert(
      fc.property(score, score, fc.string(), (first, second, rest) => {
        // What a model calls its thoughts is no part of its reply.
        fc.pre(!/<\/(think|thinking|reasoning)>/i.test(rest));
        assert.deepEqual(parseScores(`${first} ${second}\n${rest}`), { kind: 'scores', first, second });
      }),
    );
  });

  it('are found in each form', () => {
    const forms = [
      (one: number, two: number) => `${one}, ${two}`,
      (one: number, two: number) => `**${one}/10** **${two}/10**`,
      (one: number, two: number) => `Assistant 2: ${two}\nAssistant 1: ${one}`,
      (one: number, two: number) => JSON.stringify({ assistant1: one, assistant2: two }),
    ];
    fc.assert(
      fc.property(score, score, fc.constantFrom(...forms), (first, second, form) =>
        assert.deepEqual(parseScores(form(first, second)), { kind: 'scores', first, second }),
      ),
    );
  });

  it('are never made of numbers among words', () => {
    const word = fc.constantFrom('lesions', 'of', 'cm', 'the', 'assistant', 'left', 'at', 'level', 'grade', 'T2');
    const number = fc.integer({ min: 1, max: 10 });
    const sentence = fc.array(fc.tuple(number, word, word), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(sentence, (parts) => {
        assert.equal(parseScores(parts.map((part) => part.join(' ')).join(' ')).kind, 'unreadable');
      }),
    );
  });

  it('are looked for in any text without an error, within 1 to 10 and in no time', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '8',
        '7',
        ' ',
        '\n',
        'Assistant 1',
        ':',
        '/10',
        '{',
        '}',
        '"a"',
        ',',
        '[',
        '**',
        '<think>',
        '.',
        '-',
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          pieces.map((all) => all.join('')),
        ),
        (reply) => {
          const parsed = parseScores(reply);
          if (parsed.kind === 'scores')
            for (const value of [parsed.first, parsed.second]) assert.ok(value >= 1 && value <= 10);
        },
      ),
    );
    const start = performance.now();
    for (const piece of ['8 ', '8', '{', 'Assistant 1: ', '\n8 7', ' ', '{"a":', '[', '/10', '<think>', '.'])
      parseScores(`x${piece.repeat(200_000)}`);
    assert.ok(performance.now() - start < 2000, `${performance.now() - start} ms`);
  });
});
