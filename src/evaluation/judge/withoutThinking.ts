/** What a model says after it has thought; undefined where the thought does not come to its end. */
export function withoutThinking(reply: string): string | undefined {
  // Templates of some models put the opening tag into the prompt.
  const end = /<\/(?:think|thinking|reasoning)>/i.exec(reply);
  if (end !== null) return reply.slice(end.index + end[0].length);
  return /^\s*<(?:think|thinking|reasoning)>/i.test(reply) ? undefined : reply;
}
