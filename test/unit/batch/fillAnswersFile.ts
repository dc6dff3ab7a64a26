/** A process that writes answers until it may not: the error goes to standard output. */
import { AnswersFile } from '../../../src/batch/answersFile.ts';
import { NO_ANSWERS } from '../../../src/batch/knownAnswers.ts';
import { answered } from './answeredQuestion.ts';

const file = new AnswersFile(process.argv[2]!, NO_ANSWERS);
try {
  for (let line = 1; line <= 9; line++) file.add(line, answered(line));
} catch (error) {
  console.log((error as Error).message);
} finally {
  file.close();
}
