/** `ask` and `draft`: one user turn, answered as the editor would answer it. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import type { AssistantTurn } from '../assistant/assistant.ts';
import type { LocalServices } from '../assistant/localServices.ts';
import type { DisplayImage } from '../imaging/imaging.ts';
import type { Answer, ModelDescription } from '../protocol/engine.ts';
import { demoWarning } from '../protocol/demoModel.ts';
import { findingsPrompt, impressionPrompt } from '../report/sectionPrompts.ts';
import type { SectionPrompt } from '../report/sectionPrompts.ts';
import { answerJson } from './answerJson.ts';
import type { Command, CommonOptions } from './commandLine.ts';
import { engineProgressText } from './engineProgressText.ts';
import { refuseDamaged } from './imageDoubts.ts';
import type { Terminal } from './terminal.ts';
import { DEMO_NOTICE, RESEARCH_ONLY, UsageError } from './usage.ts';

export type AnswerCommand = Extract<Command, { kind: 'ask' | 'draft' }>;

/** Resolves with whether the answer is whole: false when it was stopped. */
export async function runAnswerCommand(
  command: AnswerCommand,
  services: LocalServices,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<boolean> {
  const { options } = command;
  const prompt = await promptOf(command);
  const watch = services.engine.onDidChangeState((state) => {
    if (state.kind === 'loading') terminal.progress(...engineProgressText(state.progress));
  });
  try {
    // The model loads while the images are decoded. What keeps it from loading is thrown below.
    const loading = services.assistant.load(signal);
    loading.catch(() => undefined);
    const images = await decodeImages(command, services, terminal, signal);
    const model = await loading;
    terminal.note(model.isDemo ? `${RESEARCH_ONLY}\n${DEMO_NOTICE}` : RESEARCH_ONLY);
    const warning = demoWarning(model.isDemo, images);
    if (warning !== undefined) terminal.note(warning);
    const answer = await ask({ role: 'user', text: prompt.text, images }, services, options, terminal, signal);
    report(command, prompt, images, model, answer, terminal);
    return answer.stopReason !== 'stopped';
  } finally {
    watch.dispose();
  }
}

async function promptOf(command: AnswerCommand): Promise<SectionPrompt> {
  if (command.kind === 'ask') return { id: 'question', text: command.question };
  if (command.findingsPath === undefined) return findingsPrompt(command.indication);
  const findings = await readFindings(command.findingsPath);
  if (findings.trim() === '')
    throw new UsageError('There are no findings to draft an impression from: the text is empty.');
  return impressionPrompt(findings);
}

async function readFindings(path: string): Promise<string> {
  if (path === '-') return readAll(process.stdin);
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new UsageError(`The findings cannot be read from ${basename(path)}: is it a text file?`);
  }
}

async function decodeImages(
  { images, options }: AnswerCommand,
  { imaging }: LocalServices,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<DisplayImage[]> {
  const { frame, voi } = options;
  const decoded = await Promise.all(
    images.map((path) => imaging.decode({ kind: 'file', path }, { frame, voi }, signal)),
  );
  decoded.forEach((image, i) => {
    for (const note of image.notes) terminal.note(`${basename(images[i] ?? '')}: ${note.text}`);
  });
  if (!options.allowDamaged) refuseDamaged(images, decoded);
  return decoded;
}

function ask(
  turn: AssistantTurn,
  { assistant }: LocalServices,
  options: CommonOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Answer> {
  const events = {
    onProgress: (progress: Parameters<typeof engineProgressText>[0]): void => {
      terminal.progress(...engineProgressText(progress));
    },
    onImage: ({ tokens, width, height }: Answer['images'][number]): void => {
      terminal.note(`Image accepted: ${tokens} tokens, ${width}×${height} as the model saw it.`);
    },
    onToken: (text: string): void => {
      if (!options.json) terminal.answer(text);
    },
  };
  return assistant.answer([turn], events, signal);
}

function report(
  command: AnswerCommand,
  prompt: SectionPrompt,
  images: readonly DisplayImage[],
  model: ModelDescription,
  answer: Answer,
  terminal: Terminal,
): void {
  if (command.options.json) {
    terminal.answer(`${JSON.stringify(answerJson(command, prompt, images, model, answer), undefined, 2)}\n`);
    return;
  }
  terminal.endAnswer();
  if (answer.stopReason === 'maxTokens')
    terminal.note(`The answer was cut at ${answer.answerTokens} tokens: --max-tokens allows more.`);
  if (answer.stopReason === 'stopped') terminal.note('Stopped.');
  else
    terminal.note(
      `First token after ${(answer.firstTokenMs / 1000).toFixed(1)} s, ${answer.tokensPerSecond.toFixed(1)} tokens/s.`,
    );
}
