/** What is wrong in a draft, as a person reads it, with the sentence that says so. */
import type { TextRange } from '../../report/reading/textRange.ts';
import type { ReportError } from '../reports/reportErrors.ts';

export function reportRemarks(errors: readonly ReportError[], reference: string, draft: string): string[] {
  return errors.map((error) => {
    const said = sentence(draft, error.inDraft);
    const right = sentence(reference, error.inReference);
    const texts = [
      ...(said === undefined ? [] : [`draft: “${said}”`]),
      ...(right === undefined ? [] : [`reference: “${right}”`]),
    ];
    return `${headline(error)}${texts.length > 0 ? ` — ${texts.join('; ')}` : ''}`;
  });
}

function headline({ kind, because, name }: ReportError): string {
  switch (kind) {
    case 'laterality':
      return `Wrong side: ${name}`;
    case 'hallucinated':
      return `Hallucinated (${because === 'denied' ? 'the reference denies it' : 'not in the reference'}): ${name}`;
    case 'missed':
      return `Missed (${because === 'denied' ? 'the draft denies it' : 'not in the draft'}): ${name}`;
  }
}

function sentence(text: string, range: TextRange | undefined): string | undefined {
  const words = range === undefined ? '' : text.slice(range.start, range.end).replace(/\s+/g, ' ').trim();
  return words === '' ? undefined : words;
}
