import { t } from '@vscode/l10n';
import { builtIn } from './builtIn.ts';

export const ctChest = builtIn({
  id: 'ct-chest',
  title: () => t`CT of the chest`,
  modalities: ['CT'],
  bodyParts: ['CHEST', 'THORAX'],
  body: `
# CT of the chest

## Indication

[symptoms and question]

## Technique

\${technique} [contrast: Without intravenous contrast. | Portal venous phase. | Timed to the pulmonary arteries. | Timed to the aorta. | Low dose, without contrast. | High resolution, inspiration and expiration.]

## Comparison

\${comparison}

## Findings

Devices: [none | central venous catheter | endotracheal tube | chest tube | pacemaker], [place of the tip]

Airways: [patent | secretions | wall thickening | bronchiectasis | endobronchial lesion], [place]

Lungs: [no nodule, no consolidation | solid nodule | part-solid nodule | ground-glass nodule | mass | consolidation | ground-glass opacity | reticulation with traction bronchiectasis | emphysema | atelectasis], [lobe and segment], [longest and perpendicular diameter in mm], [series and image]

Pleura: [no effusion, no pneumothorax | effusion | thickening | plaques | pneumothorax], [side: left | right | both sides]

Pulmonary arteries: [not assessed in this phase | no filling defect | central filling defect | segmental filling defect | subsegmental filling defect], [side and branch]. Right to left ventricle: [ratio, or not assessed].

Heart and pericardium: [normal in size, no pericardial effusion | enlarged | pericardial effusion]. Coronary calcification: [calcification: none | mild | moderate | severe].

Aorta and great vessels: [normal calibre | aneurysm | dissection | atheroma], [greatest diameter in mm and level]

Mediastinum and hila: [no enlarged lymph node | enlarged lymph node | mass], [station and short axis in mm]

Chest wall, axillae and lower neck: [no abnormality | enlarged axillary lymph node | thyroid nodule | soft-tissue mass], [side and size in mm]

Upper abdomen: [no abnormality in the part shown | adrenal nodule | liver lesion | hiatus hernia], [side and size in mm]

Bones: [no acute abnormality | fracture | lytic or sclerotic lesion], [place]

## Impression

[answer to the question, and follow-up of a nodule where one is due]
`,
  normal: `
## Findings

Devices: None.

Airways: Patent.

Lungs: No nodule, no consolidation. No emphysema.

Pleura: No effusion, no pneumothorax.

Heart and pericardium: Normal in size. No pericardial effusion, no coronary calcification.

Aorta and great vessels: Normal calibre.

Mediastinum and hila: No enlarged lymph node.

Chest wall, axillae and lower neck: No abnormality.

Upper abdomen: No abnormality in the part shown.

Bones: No acute abnormality.

## Impression

No acute abnormality of the chest.
`,
});
