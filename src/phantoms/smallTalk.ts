/** What people also say to a chat: the demo model answers honestly that it knows little. */
import type { Random } from './random.ts';

export interface Exchange {
  readonly question: string;
  readonly answer: string;
}

const ABOUT = 'I am a demo model. I know synthetic phantoms only.';
const UNKNOWN = 'I cannot tell that from this image.';

const SMALL_TALK: readonly (readonly [string, readonly string[]])[] = [
  ['Hello. Ask me about the image.', ['Hello', 'Hi', 'Hello.', 'Hi there', 'Good morning', 'Good evening', 'Hey']],
  ['You are welcome.', ['Thank you', 'Thanks', 'Thank you.', 'Thank you very much', 'Thanks a lot', 'Great, thanks']],
  [
    ABOUT,
    [
      'Who are you?',
      'What are you?',
      'What can you do?',
      'Are you a doctor?',
      'Which model are you?',
      'Can I trust you?',
      'Are you sure?',
      'How sure are you?',
      'Are you certain?',
      'Help',
      'What do you know?',
      'Is that true?',
    ],
  ],
  [
    UNKNOWN,
    [
      'How old is the patient?',
      'What is the name of the patient?',
      'Is the patient male or female?',
      'What treatment do you recommend?',
      'What should I do?',
      'What is the prognosis?',
      'When was this image taken?',
      'Who made this image?',
      'What is the weather today?',
      'What is the capital of France?',
      'Does the patient have pain?',
      'What is the cause?',
      'Has it changed since last year?',
      'How large is it?',
      'What size is it?',
      'How many millimetres is it?',
      'Is there a change since the prior study?',
      'What should the next step be?',
      'Tell me a joke.',
      'How much is two plus two?',
      'Does the patient smoke?',
      'Is surgery needed?',
      'Is this dangerous?',
      'Write a poem.',
      'Why?',
      'What is the patient history?',
      'Is it benign or malignant?',
      'Which medicine should be given?',
      'Is it better than before?',
      'How long has it been there?',
      'What is the blood pressure?',
      'Is the patient pregnant?',
    ],
  ],
];

export const WITHOUT_IMAGE = 'There is no image. Please add an image first.';

export function smallTalk(random: Random): Exchange {
  const [answer, questions] = random.pick(SMALL_TALK);
  return { question: random.pick(questions), answer };
}
