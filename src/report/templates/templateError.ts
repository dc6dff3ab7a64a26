/**
 * A template or a macro that cannot be read. `message` says what is wrong on which line, and the way out; the file's name
 * is left to whoever knows how to show it.
 */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
