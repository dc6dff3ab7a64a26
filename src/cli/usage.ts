/** What the command line says about itself. */

/** The person mistyped: exit code 2, with a pointer to the help. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const RESEARCH_ONLY = 'Research software, not a medical device.';
export const DEMO_NOTICE =
  'Demo model: it knows synthetic phantoms only; its answers about real images mean nothing. Choose your own with --model and --mmproj.';

export const HELP = `LLaVA-Med on your own machine. ${RESEARCH_ONLY}

  llava-med ask IMAGE… "question"                        ask about one or more images
  llava-med draft IMAGE… --section findings              draft the Findings of a report
  llava-med draft --section impression --findings FILE   draft the Impression from findings (- reads standard input)
  llava-med info [MODEL [MMPROJ]]                        what the model files are, and the memory they take
  llava-med decode IMAGE --stored OUT.raw --display OUT.png   one frame's stored values and its picture, to compare
  llava-med deidentify IN OUT                            copies of a DICOM file or folder without what names the patient

IMAGE is a DICOM, PNG, JPEG, TIFF or WebP file. The answer goes to standard output, progress and notices to standard error.

Model
  --model FILE        language model (GGUF); default: the demo model that ships with this program
  --mmproj FILE       its image projector (GGUF)
  --gpu WHICH         auto, cpu, cuda, vulkan or metal; default auto
  --context N         tokens that a conversation may hold; 0 (default): as many as the model was trained on, at most 4096
  --threads N         CPU threads; 0 (default): chosen by the engine

Answer
  --temperature T     0 always takes the likeliest word; default 0.2
  --top-p P           share of the likeliest words to choose from; default 0.7
  --max-tokens N      longest answer; default 512
  --seed N            the same seed, question and image give the same answer; default 0

Image
  --frame N           frame of a multi-frame image, from 1; default 1
  --window C,W        VOI window: center and width, e.g. -600,1500; default: the file's own, else the full range
  --allow-damaged     ask about an image that is damaged all the same; default: it is refused

Decode
  --stored FILE       writes the stored values: little endian, pixel after pixel; their type and shape go to standard output
  --display FILE      writes the picture as it is displayed (PNG), on the stored grid of pixels

Draft
  --section NAME      findings (default) or impression
  --findings FILE     text of the findings that the impression is drafted from
  --indication TEXT   why the study was made; goes into the request for findings

Deidentify (DICOM PS3.15 Basic Profile; text burned into the pixels stays, so look at every picture)
  --shift-dates       move all dates of a patient by one number of days; default: remove them
  --retain-dates      keep dates and times as they are
  --retain-uids       keep UIDs; default: replace them, the same one always by the same
  --clean-descriptors keep the radiology terms of descriptions; default: remove descriptions
  --key-file FILE     secret to derive UIDs and shifts from, so that another run gives the same; made if it is not there

  --json              one JSON object instead of text, errors too
  --help, --version

Exit codes: 0 done, 1 failed (deidentify: or some files were refused), 2 wrong usage, 130 stopped with Ctrl-C.
`;
