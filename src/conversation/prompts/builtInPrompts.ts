import { t } from '@vscode/l10n';
import type { ChatPrompt, PromptDomain, PromptTask } from './chatPrompt.ts';

/**
 * The prompts that come with the extension. Short questions about what one image shows, as LLaVA-Med was tuned on (its
 * five domains are those of its instruction data); none asks for a measurement, which the model cannot make. What is asked is
 * English, as the model is; what is said of it is in the language of the texts.
 */
export function builtInPrompts(): readonly ChatPrompt[] {
  return [
    // Any image.
    prompt(
      'describe',
      'describe',
      t`What the image shows`,
      'Describe this ${view} ${bodyPart} ${modality} image in detail.',
    ),
    prompt(
      'describe-briefly',
      'describe',
      t`In one sentence`,
      'What does this ${modality} image show? Answer in one sentence.',
    ),
    prompt('where', 'locate', t`Where something lies`, 'Where in the ${bodyPart} is ${selection} seen?'),
    prompt(
      'which-side',
      'locate',
      t`The side of the finding`,
      'On which side is the abnormality in this ${modality} image?',
    ),
    prompt('is-there', 'closed', t`Yes or no to a finding`, 'Is there ${selection} in this image? Answer yes or no.'),
    prompt('normal', 'closed', t`Normal or not`, 'Is this ${modality} image normal? Answer yes or no.'),
    prompt(
      'compare-with-prior',
      'compare',
      t`Against the earlier image`,
      'Compare this ${modality} image with the prior one. What is new, what is gone and what is unchanged?',
    ),
    prompt(
      'list-findings',
      'list',
      t`Each finding with its side`,
      'List the findings in this ${bodyPart} ${modality} image, one a line, each with its side.',
    ),
    prompt(
      'explain-to-patient',
      'explain',
      t`In plain words`,
      'Explain what this ${modality} image shows in plain words, for someone without medical training.',
    ),
    prompt(
      'explain-term',
      'explain',
      t`A term, at this image`,
      'What does "${selection}" mean, and where is it seen in this image?',
    ),
    prompt(
      'differential',
      'differential',
      t`What else it could be`,
      'What could explain the abnormality in this ${bodyPart} ${modality} image? Name the most likely cause first.',
    ),
    prompt(
      'quality',
      'quality',
      t`Is it good enough to read`,
      'Is the quality of this ${modality} image good enough to read? Name what limits it.',
    ),
    prompt('this-frame', 'describe', t`The frame or slice that is shown`, 'What is seen on ${frame} at ${window}?'),
    // Chest X-ray.
    chest(
      'chest-systematic',
      'describe',
      t`Lungs, pleura, heart, bones in turn`,
      'Describe the lungs, the pleura, the heart and mediastinum, and the bones in this ${view} chest X-ray.',
    ),
    chest(
      'chest-findings',
      'list',
      t`Each finding with its side`,
      'List the findings in this ${view} chest X-ray, one a line, each with left, right or both sides.',
    ),
    chest('chest-effusion', 'closed', t`Pleural effusion`, 'Is there a pleural effusion? Answer yes or no.'),
    chest('chest-pneumothorax', 'closed', t`Pneumothorax`, 'Is there a pneumothorax? Answer yes or no.'),
    chest(
      'chest-opacity',
      'locate',
      t`Which lung and zone`,
      'Which lung and which zone show an opacity in this chest X-ray?',
    ),
    chest(
      'chest-devices',
      'list',
      t`Tubes, lines, devices`,
      'Which tubes, lines or devices are seen in this chest X-ray, and where do their tips lie?',
    ),
    chest(
      'chest-quality',
      'quality',
      t`Rotation, inspiration, exposure`,
      'Is this chest X-ray well centred, in good inspiration and well exposed?',
    ),
    // CT.
    prompt(
      'ct-organs',
      'describe',
      t`Organ by organ`,
      'Describe the organs that this CT image of the ${bodyPart} shows, one after the other.',
      'ct_scan',
    ),
    prompt(
      'ct-lesion',
      'locate',
      t`The lesion and its organ`,
      'Is there a lesion in this CT image? If so, in which organ and on which side?',
      'ct_scan',
    ),
    prompt(
      'ct-contrast',
      'closed',
      t`Contrast agent`,
      'Was a contrast agent given for this CT image? Answer yes or no.',
      'ct_scan',
    ),
    prompt(
      'ct-differential',
      'differential',
      t`What the lesion could be`,
      'What could the lesion in this CT image of the ${bodyPart} be? Name the most likely first.',
      'ct_scan',
    ),
    // MRI.
    prompt(
      'mri-signal',
      'describe',
      t`Bright and dark areas`,
      'Which areas are abnormally bright or dark in this MRI image of the ${bodyPart}?',
      'mri',
    ),
    prompt(
      'mri-sequence',
      'quality',
      t`Weighting and plane`,
      'Which weighting and which plane does this MRI image have?',
      'mri',
    ),
    prompt(
      'mri-lesion',
      'locate',
      t`The lesion and its side`,
      'Where is the lesion in this MRI image of the ${bodyPart}, and on which side?',
      'mri',
    ),
    prompt(
      'mri-midline',
      'closed',
      t`Shift of the midline`,
      'Is the midline of the brain shifted? Answer yes or no.',
      'mri',
    ),
    // Histology.
    prompt(
      'histology-tissue',
      'describe',
      t`Tissue, cells, stain`,
      'Which tissue is this, how is it stained, and what do its cells look like?',
      'histology',
    ),
    prompt(
      'histology-malignant',
      'closed',
      t`Malignancy`,
      'Are there signs of malignancy in this slide? Answer yes or no.',
      'histology',
    ),
    prompt(
      'histology-inflammation',
      'locate',
      t`Inflammatory cells`,
      'Where in this slide are inflammatory cells, and of which kind are they?',
      'histology',
    ),
    prompt(
      'histology-differential',
      'differential',
      t`What the slide could show`,
      'Which diagnoses fit this slide? Say which feature speaks for each.',
      'histology',
    ),
    // Gross pathology.
    prompt(
      'gross-specimen',
      'describe',
      t`Organ, shape, colour, surface`,
      'Which organ is this specimen from? Describe its shape, its colour and its surface.',
      'gross',
    ),
    prompt(
      'gross-lesion',
      'locate',
      t`Where the lesion lies`,
      'Where in this specimen is the lesion, and how is its border?',
      'gross',
    ),
    prompt(
      'gross-necrosis',
      'closed',
      t`Necrosis or bleeding`,
      'Is there necrosis or bleeding in this specimen? Answer yes or no.',
      'gross',
    ),
  ];
}

function prompt(name: string, task: PromptTask, description: string, text: string, domain?: PromptDomain): ChatPrompt {
  return {
    ...{ id: `builtIn/${name}`, source: 'builtIn', name, description, task, text },
    ...(domain === undefined ? {} : { domain }),
  };
}

function chest(name: string, task: PromptTask, description: string, text: string): ChatPrompt {
  return prompt(name, task, description, text, 'chest_xray');
}
