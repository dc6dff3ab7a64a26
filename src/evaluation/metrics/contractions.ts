/** The contractions of the VQA evaluation's table, as they are written in full. */
const TABLE = `
ain't aren't can't could've couldn't couldn't've didn't doesn't don't hadn't hadn't've hasn't haven't he'd he'd've he's
how'd how'll how's isn't it'd it'd've it'll ma'am mightn't mightn't've might've mustn't must've needn't not've o'clock
oughtn't 'ow's'at shan't she'd've should've shouldn't shouldn't've somebody'd've somebody'll somebody's someone'd
someone'd've someone'll someone's something'd something'd've something'll that's there'd there'd've there're there's
they'd they'd've they'll they're they've 'twas wasn't we'd've we've weren't what'll what're what's what've when's where'd
where's where've who'd who'd've who'll who's who've why'll why're why's won't would've wouldn't wouldn't've y'all y'all'll
y'all'd've you'd you'd've you'll you're you've`;

/** Its entries that can never apply, because their keys have a capital, and the one that is the wrong way round. */
const MISSING = `i'd've i'm i've somebody'd`;

/** Every way to write a form with one of its apostrophes left out; "its" and "well" are words, and are not in the table. */
function misspellings(forms: string): [misspelt: string, form: string][] {
  return forms
    .trim()
    .split(/\s+/)
    .flatMap((form) =>
      [...form.matchAll(/'/g)].map(({ index }): [string, string] => [
        form.slice(0, index) + form.slice(index + 1),
        form,
      ]),
    );
}

/** What the original's normalisation puts in place of a word. Its "somebody'd" loses the apostrophe. */
export const ORIGINAL_CONTRACTIONS: ReadonlyMap<string, string> = new Map([
  ...misspellings(TABLE),
  ["somebody'd", 'somebodyd'],
]);

export const CONTRACTIONS: ReadonlyMap<string, string> = new Map(misspellings(`${TABLE} ${MISSING}`));
