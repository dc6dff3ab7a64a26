/**
 * Turns the exported conversations into tokens with node-llama-cpp itself and the product's own prompt template, so
 * that training and inference agree by construction: `tsx tokenise.ts VOCABULARY.gguf TEXT` reads `TEXT.jsonl` and
 * `TEXT.text.jsonl`, writes `TEXT.tokens.jsonl` and `TEXT.text.tokens.jsonl`. A conversation is `{ids, answers}`: -1
 * stands for the image; `answers` are the spans [from, to) that the model has to say, end of sequence included.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Token } from 'node-llama-cpp';
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';
import { llavaPrompt } from '../../../src/engine/child/llavaPrompt.ts';
import type { Exchange } from '../../../src/phantoms/smallTalk.ts';
import type { ChatMessage } from '../../../src/protocol/engine.ts';

interface Tokens {
  readonly ids: readonly number[];
  readonly answers: readonly (readonly [number, number])[];
}

const [vocabulary, text] = process.argv.slice(2);
if (vocabulary === undefined || text === undefined) throw new Error('usage: tokenise.ts VOCABULARY.gguf TEXT');
const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error });
const model = await llama.loadModel({ modelPath: vocabulary, vocabOnly: true });
const known = new Map<string, readonly Token[]>();

function tokensOf(piece: string): readonly Token[] {
  const cached = known.get(piece);
  if (cached !== undefined) return cached;
  const tokens = model.tokenize(piece, false);
  known.set(piece, tokens);
  return tokens;
}

function tokenise(exchanges: readonly Exchange[], image: boolean): Tokens {
  const messages = exchanges.flatMap(({ question, answer }, index): ChatMessage[] => [
    { role: 'user', text: question, images: image && index === 0 ? ['phantom'] : [] },
    { role: 'assistant', text: answer, images: [] },
  ]);
  const answered = new Set(exchanges.map(({ answer }) => answer));
  const ids: number[] = [];
  const answers: [number, number][] = [];
  const pieces = llavaPrompt(messages, 'mistral_instruct');
  pieces.forEach((piece, index) => {
    if (piece.kind === 'bos') ids.push(Number(model.tokens.bos));
    else if (piece.kind === 'image') ids.push(-1);
    else if (piece.kind === 'eos') ids.push(Number(model.tokens.eos));
    else if (piece.kind === 'text') {
      const isAnswer = pieces[index + 1]?.kind === 'eos' && answered.has(piece.text);
      const tokens = tokensOf(piece.text);
      if (isAnswer) answers.push([ids.length, ids.length + tokens.length + 1]);
      ids.push(...tokens.map(Number));
    }
  });
  return { ids, answers };
}

async function convert(from: string, to: string, line: (parsed: never) => unknown): Promise<void> {
  const out = createWriteStream(to);
  for await (const source of createInterface({ input: createReadStream(from) }))
    out.write(`${JSON.stringify(line(JSON.parse(source) as never))}\n`);
  await new Promise((resolve) => out.end(resolve));
}

await convert(
  `${text}.jsonl`,
  `${text}.tokens.jsonl`,
  ({ caption, conversations }: { caption: Exchange; conversations: Exchange[][] }) => ({
    caption: tokenise([caption], true),
    conversations: conversations.map((exchanges) => tokenise(exchanges, true)),
  }),
);
await convert(`${text}.text.jsonl`, `${text}.text.tokens.jsonl`, (exchanges: Exchange[]) => tokenise(exchanges, false));
await llama.dispose();
