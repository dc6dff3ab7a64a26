import { t } from '@vscode/l10n';
import { stringify } from 'yaml';
import { DOMAIN_WORDS, type PromptText } from './chatPrompt.ts';
import { PROMPT_VARIABLES } from './fillPrompt.ts';

/** A prompt as a file that `readPrompt` reads to the same. `explained`: with a line of the variables that there are. */
export function writePrompt(
  { name, description, domain, task, text }: PromptText,
  { explained = false }: { readonly explained?: boolean } = {},
): string {
  const keys = {
    name,
    description,
    ...(domain && { domain: DOMAIN_WORDS[domain] }),
    ...(task && { task }),
  };
  const variables = PROMPT_VARIABLES.map((variable) => `\${${variable}}`).join(' ');
  return [
    '---',
    stringify(keys, { lineWidth: 0 }).trimEnd(),
    ...(explained ? [`# ${t`Filled in: ${variables}`}`] : []),
    '---',
    '',
    text.trim(),
    '',
  ].join('\n');
}
