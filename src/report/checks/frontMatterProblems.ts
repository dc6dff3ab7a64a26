import { frontMatterMessage } from '../frontMatter.ts';
import type { ReportDocument } from '../reportDocument.ts';
import type { ReportProblem } from './reportProblem.ts';

/** On the line of the front matter that cannot be read. */
export function frontMatterProblems({ frontMatter }: ReportDocument): ReportProblem[] {
  if (!frontMatter?.problem) return [];
  const { problem } = frontMatter;
  return [{ code: 'front-matter', range: problem.range, severity: 'error', message: frontMatterMessage(problem) }];
}
