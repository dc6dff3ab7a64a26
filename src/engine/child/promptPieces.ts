/** A conversation as pieces of prompt, by LLaVA's own template or by the one that the GGUF file carries. */
import { imageLabel } from '../../protocol/engine.ts';
import { randomUUID } from 'node:crypto';
import { LlamaText, resolveChatWrapper } from 'node-llama-cpp';
import type { ChatHistoryItem, LlamaModel, Token } from 'node-llama-cpp';
import { llavaPrompt } from './llavaPrompt.ts';
import type { PromptFrame } from './llavaPrompt.ts';
import type { ChatMessage, PromptTemplate } from '../../protocol/engine.ts';

export type TokenPiece =
  { readonly kind: 'tokens'; readonly tokens: readonly Token[] } | { readonly kind: 'image'; readonly sha256: string };

/** Text of users, reports and DICOM tags is tokenised as plain text: only the template emits special tokens. */
export function promptPieces(
  messages: readonly ChatMessage[],
  model: LlamaModel,
  template: PromptTemplate,
  frame: PromptFrame = {},
): TokenPiece[] {
  return template === 'gguf' ? templatePieces(messages, model, frame) : llavaPieces(messages, model, template, frame);
}

function llavaPieces(
  messages: readonly ChatMessage[],
  model: LlamaModel,
  template: Exclude<PromptTemplate, 'gguf'>,
  frame: PromptFrame,
): TokenPiece[] {
  return llavaPrompt(messages, template, frame).map((piece): TokenPiece => {
    if (piece.kind === 'image') return piece;
    if (piece.kind === 'text') return { kind: 'tokens', tokens: model.tokenize(piece.text, false) };
    if (piece.kind === 'imageStart') return { kind: 'tokens', tokens: specialToken(model, '<im_start>') };
    if (piece.kind === 'imageEnd') return { kind: 'tokens', tokens: specialToken(model, '<im_end>') };
    return { kind: 'tokens', tokens: model.tokenize(piece.kind === 'bos' ? 'BOS' : 'EOS', 'builtin') };
  });
}

/** None where the vocabulary has no such token. */
function specialToken(model: LlamaModel, name: string): readonly Token[] {
  const tokens = model.tokenize(name, true);
  return tokens.length === 1 && model.isSpecialToken(tokens[0]) ? tokens : [];
}

/**
 * The template sees images as marks that nobody can type, since they are drawn anew for each prompt. Where it knows no
 * system prompts, node-llama-cpp has them in the first question.
 */
function templatePieces(
  messages: readonly ChatMessage[],
  model: LlamaModel,
  { system = '', continues = '' }: PromptFrame,
): TokenPiece[] {
  const secret = randomUUID();
  const mark = (sha256: string): string => `[image ${secret} ${sha256}]`;
  const marked = ({ images, imageNames }: ChatMessage): string[] =>
    images.map((sha256, index) => imageLabel(imageNames?.[index]) + mark(sha256));
  const told: readonly ChatHistoryItem[] = system.trim() === '' ? [] : [{ type: 'system', text: system.trim() }];
  const turns = messages.map((message): ChatHistoryItem =>
    message.role === 'user'
      ? { type: 'user', text: [...marked(message), message.text.trim()].join('\n') }
      : { type: 'model', response: [message.text.trim()] },
  );
  const { contextText } = resolveChatWrapper(model).generateContextState({
    // What it is not given an end of is open.
    chatHistory: [...told, ...turns, { type: 'model', response: [continues.trim() === '' ? '' : continues] }],
  });
  return splitAtMarks(contextText, secret, model);
}

function splitAtMarks(contextText: LlamaText, secret: string, model: LlamaModel): TokenPiece[] {
  const pieces: TokenPiece[] = [];
  let values: LlamaText['values'][number][] = [];
  const flush = (): void => {
    if (values.length > 0) {
      pieces.push({
        kind: 'tokens',
        tokens: LlamaText(values).tokenize(model.tokenizer, pieces.length > 0 ? 'trimLeadingSpace' : undefined),
      });
    }
    values = [];
  };
  for (const value of contextText.values) {
    if (typeof value !== 'string') {
      values.push(value);
      continue;
    }
    // An odd part is what the parenthesis caught: the image's hash.
    value.split(new RegExp(`\\[image ${secret} ([0-9a-f]+)\\]\n?`)).forEach((part, index) => {
      if (index % 2 === 0) {
        if (part !== '') values.push(part);
        return;
      }
      flush();
      pieces.push({ kind: 'image', sha256: part });
    });
  }
  flush();
  return pieces;
}
