/**
 * How long a report takes to be parsed and checked, by its length: `npm run bench:reports`. The target is 200 ms for a
 * megabyte.
 */
import { problemsInSteps } from '../src/report/checks/reportProblems.ts';
import { parseReport } from '../src/report/reportDocument.ts';

const rounds = 9;
const sentences = [
  'There is a moderate left pleural effusion with adjacent atelectasis, unchanged since the prior study.',
  'No pneumothorax, focal consolidation, or right effusion is seen.',
  'The heart size is normal, and the mediastinal contours are unremarkable.',
  'A 1.2 cm nodule in the right upper lobe has increased in size.',
  'Degenerative changes of the thoracic spine; no acute fracture.',
];

/** A plain report of about so many characters, hard-wrapped, two thirds of it Findings. */
function report(length: number): string {
  const part = (size: number): string => {
    const lines: string[] = [];
    for (let at = 0, index = 0; at < size; index += 1) {
      const sentence = sentences[index % sentences.length] ?? '';
      const cut = sentence.indexOf(' ', 60);
      const wrapped = cut < 0 ? sentence : `${sentence.slice(0, cut)}\n${sentence.slice(cut + 1)}`;
      lines.push(index % 9 === 8 ? `${wrapped}\n` : wrapped);
      at += wrapped.length + 1;
    }
    return lines.join('\n');
  };
  return `INDICATION: Cough.\n\nFINDINGS:\n${part((length * 2) / 3)}\n\nIMPRESSION:\n${part(length / 3)}\n`;
}

const hostile: Readonly<Record<string, string>> = {
  'a heading, 30,000 spaces, x': `# a${' '.repeat(30_000)}x\n\nFINDINGS: x\nIMPRESSION: y`,
  '1 MB of one line': `FINDINGS: ${'left effusion, '.repeat(66_000)}\nIMPRESSION: y`,
  '1 MB of spaces': `FINDINGS: a${' '.repeat(1_000_000)}b\nIMPRESSION: y`,
  '1 MB of line breaks': `FINDINGS: a${'\n'.repeat(1_000_000)}b\nIMPRESSION: y`,
  '1 MB of labels': `FINDINGS: a\nIMPRESSION: b\n`.repeat(35_000),
  '1 MB of signs': `FINDINGS: ${'*_-#=('.repeat(170_000)}\nIMPRESSION: y`,
  '1 MB of rules': `FINDINGS: a\n${'-----\n'.repeat(170_000)}\nIMPRESSION: y`,
};

interface Timing {
  readonly parse: number;
  readonly check: number;
  readonly longestStep: number;
  /** Of all threads; on a busy machine the fairer number. */
  readonly processor: number;
}

function time(text: string): Timing {
  const before = process.cpuUsage();
  const start = performance.now();
  const document = parseReport(text);
  const parsed = performance.now();
  const steps = problemsInSteps(text, document);
  let longestStep = 0;
  for (let last = parsed; ;) {
    const { done } = steps.next();
    const now = performance.now();
    longestStep = Math.max(longestStep, now - last);
    last = now;
    if (!done) continue;
    const { user, system } = process.cpuUsage(before);
    return { parse: parsed - start, check: now - parsed, longestStep, processor: (user + system) / 1000 };
  }
}

function median(values: readonly number[]): string {
  return ([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0).toFixed(1).padStart(8);
}

function line(name: string, text: string): void {
  const timings = Array.from({ length: rounds }, () => time(text));
  const [parse, check, step, processor] = (['parse', 'check', 'longestStep', 'processor'] as const).map((key) =>
    median(timings.map((one) => one[key])),
  );
  const whole = median(timings.map((one) => one.parse + one.check));
  console.log(
    `${name.padEnd(30)} parse ${parse ?? ''}  check ${check ?? ''}  both ${whole}  longest step ${step ?? ''}  processor ${processor ?? ''}  ms`,
  );
}

for (const size of [10_000, 100_000, 300_000, 1_000_000]) line(`${size.toLocaleString('en')} characters`, report(size));
for (const [name, text] of Object.entries(hostile)) line(name, text);
