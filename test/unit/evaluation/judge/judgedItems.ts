import type { AnsweredItem } from '../../../../src/evaluation/item.ts';
import type { Judge, JudgePrompt, JudgeReply } from '../../../../src/evaluation/judge/judge.ts';

/** Item N of a set, all of it made up. */
export function answeredItem(id: number): AnsweredItem {
  return {
    item: {
      id,
      image: `${id}.png`,
      question: `What is shown in image ${id}?\n<image>`,
      reference: `Reference ${id}: an effusion on the left.`,
      figure: { label: `Figure ${id}`, caption: `A radiograph, number ${id}.`, mentions: ['It shows an effusion.'] },
    },
    answer: `Answer ${id}: an effusion.`,
  };
}

export function answeredItems(count: number): readonly AnsweredItem[] {
  return Array.from({ length: count }, (_, index) => answeredItem(index + 1));
}

/** Which item a prompt is about. */
export function itemOf({ user }: Pick<JudgePrompt, 'user'>): number {
  return Number(/in image (\d+)/.exec(user)?.[1]);
}

/** A judge of a script, for what has nothing to do with how it is reached. */
export class ScriptedJudge implements Judge {
  readonly name = 'scripted';
  readonly kind: Judge['kind'] = 'server';
  readonly parameters = { temperature: 0 };
  readonly prompts: JudgePrompt[] = [];
  readonly #script: (prompt: JudgePrompt, signal: AbortSignal | undefined) => string | Promise<string>;

  constructor(script: (prompt: JudgePrompt, signal: AbortSignal | undefined) => string | Promise<string>) {
    this.#script = script;
  }

  async ask(prompt: JudgePrompt, signal?: AbortSignal): Promise<JudgeReply> {
    this.prompts.push(prompt);
    return { text: await this.#script(prompt, signal), promptTokens: 100, answerTokens: 10 };
  }
}
