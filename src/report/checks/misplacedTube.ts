import { PhraseFinder } from '../reading/words/phraseFinder.ts';
import type { Hit } from '../reading/words/phraseIndex.ts';
import type { Token } from '../reading/words/token.ts';
import type { CriticalWord } from './criticalWords.ts';

const tubes = new PhraseFinder<'airway' | 'gut'>([
  ['airway', 'endotracheal tube|et tube|ett|endotracheal tube tip|tracheal tube|tubus|endotrachealtubus'],
  [
    'gut',
    'nasogastric tube|nasoenteric tube|orogastric tube|ng tube|og tube|ngt|enteric tube|enteral tube|feeding tube|dobhoff|dobhoff tube|gastric tube|magensonde|sonde nasogastrique|sonda nasogastrica|sondino nasogastrico|maagsonde',
  ],
]);
const isIn = /^(in|into|within|enters|entering|extends|terminates|ends|lies|projects|im|in|dans|en|nel)$/;
const bronchus =
  /^(bronchus|bronchi|mainstem|bronchial|hauptbronchus|bronche|bronquio|bronco|hoofdbronchus|intermedius)$/;
const airway =
  /^(bronchus|bronchi|mainstem|bronchial|trachea|airway|lung|pleural|lower|hauptbronchus|bronche|bronquio|bronco)$/;
const fine =
  /^(above|proximal|stomach|duodenum|gastric|carina|jejunum|removed|repositioned|withdrawn|good|previously)$/;

/** A tube that the sentence leaves in a bronchus, or a feeding tube in the airway. */
export function misplacedTube(tokens: readonly Token[]): Hit<CriticalWord> | undefined {
  const hit = tubes.hitsIn(tokens).find(({ to, value }) => {
    const behind = tokens.slice(to, to + 14).map(({ word }) => word);
    const enters = behind.findIndex((word) => isIn.test(word));
    if (enters < 0 || behind.some((word) => fine.test(word))) return false;
    const place = value === 'airway' ? bronchus : airway;
    return behind.slice(enters).some((word) => place.test(word));
  });
  return hit && { from: hit.from, to: hit.to, value: { finding: 'misplaced tube' } };
}
