import assert from 'node:assert/strict';
import { AnswerText, type AnsweringModel } from '../../../src/engine/child/answerText.ts';
import { StopText } from '../../../src/engine/child/stopText.ts';
import type { PromptTemplate } from '../../../src/protocol/engine.ts';

/** The same on every machine: a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const alphabet = ['#', '#', '##', '###', ' ', '\n', 'a', 'b#', ' # ', '#c'] as const;
const end = 999;

/** Tokens are places in the alphabet, as a model would emit them. */
const model = (template: PromptTemplate): AnsweringModel => ({
  model: {
    isEogToken: (token) => token === end,
    detokenize: (tokens) => tokens.map((token) => alphabet[token] ?? '').join(''),
  },
  context: { contextSize: 1000 },
  description: { template },
});

/** In strides of one to four tokens, as guesses that came true are taken. */
function answered(template: PromptTemplate, tokens: readonly number[], maxTokens: number, stride: () => number) {
  const answer = new AnswerText(model(template), { maxTokens }, 0);
  const told: string[] = [];
  for (let at = 0; at < tokens.length && answer.stopReason === undefined;) {
    const found = tokens.slice(at, at + stride());
    at += found.length;
    told.push(answer.textOf(answer.take(found)));
  }
  return { answer, told };
}

describe('an answer that ends at a text', () => {
  it('is what stands before it, whatever its pieces; no part of the end is ever told', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const random = numbers(seed);
      const tokens = [...Array.from({ length: 1 + random(20) }, () => random(alphabet.length)), end];
      const whole = tokens.map((token) => alphabet[token] ?? '').join('');
      const at = whole.indexOf('###');
      const expected = (at < 0 ? whole : whole.slice(0, at).trimEnd()).trimStart();
      const { answer, told } = answered('simple', tokens, 1000, () => 1 + random(4));
      assert.equal(answer.stopReason, 'end');
      assert.equal(told.join(''), answer.text);
      assert.equal(answer.text, expected, JSON.stringify(whole));
      let sofar = '';
      for (const piece of told) {
        sofar += piece;
        assert.ok(expected.startsWith(sofar), JSON.stringify([whole, told]));
      }
    }
  });

  it('is told whole where the limit or the model ends it in the middle of what may be the end', () => {
    const [hash, letter] = [alphabet.indexOf('#'), alphabet.indexOf('a')];
    const cut = answered('simple', [letter, hash, hash, hash], 3, () => 1);
    assert.deepEqual([cut.answer.stopReason, cut.answer.text, cut.answer.tokens], ['maxTokens', 'a##', 3]);
    assert.deepEqual(cut.told, ['a', '', '##']);
    const ended = answered('simple', [letter, hash, end], 10, () => 1);
    assert.deepEqual([ended.answer.stopReason, ended.answer.text], ['end', 'a#']);
    // The end and the limit at once.
    const both = answered('simple', [letter, alphabet.indexOf('###')], 2, () => 1);
    assert.deepEqual([both.answer.stopReason, both.answer.text], ['end', 'a']);
  });

  it('takes nothing behind the end, though guesses came with it', () => {
    const tokens = ['a', '###', 'a', 'a'].map((piece) => alphabet.indexOf(piece as (typeof alphabet)[number]));
    const answer = new AnswerText(model('simple'), { maxTokens: 10 }, 0);
    assert.equal(answer.take(tokens).length, 2);
    assert.equal(answer.tokens, 2);
  });

  it('ends there in no other template', () => {
    for (const template of ['mistral_instruct', 'vicuna_v1', 'gguf'] as const) {
      const tokens = ['a', '##', '#', '\n', '###', 'a', ' '].map((piece) =>
        alphabet.indexOf(piece as (typeof alphabet)[number]),
      );
      const { answer, told } = answered(template, [...tokens, end], 100, () => 1);
      assert.deepEqual(told, ['a', '##', '#', '\n', '###', 'a', ' ', '']);
      assert.equal(answer.text, 'a###\n###a ');
    }
  });

  it('holds back no more than it must', () => {
    const stop = new StopText('###');
    assert.deepEqual(
      ['Left', ' #', '1', ' ##', ' x', '\n\n', 'y'].map((piece) => stop.push(piece)),
      ['Left', '', ' #1', '', ' ## x', '', '\n\ny'],
    );
  });
});
