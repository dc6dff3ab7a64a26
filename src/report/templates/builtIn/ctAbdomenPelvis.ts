import { t } from '@vscode/l10n';
import { builtIn } from './builtIn.ts';

export const ctAbdomenPelvis = builtIn({
  id: 'ct-abdomen-pelvis',
  title: () => t`CT of the abdomen and pelvis`,
  modalities: ['CT'],
  bodyParts: ['ABDOMENPELVIS', 'ABDOMEN', 'PELVIS'],
  body: `
# CT of the abdomen and pelvis

## Indication

[symptoms, operations before, and the question]

## Technique

\${technique} [contrast: Without contrast. | Portal venous phase. | Arterial and portal venous phase. | Nephrographic and excretory phase.] [oral contrast: No oral contrast. | Oral contrast was given.]

## Comparison

\${comparison}

## Findings

Lower chest: [no abnormality | effusion | atelectasis | consolidation | nodule], [side and size in mm]

Liver: [normal in size and contour, no focal lesion | steatosis | cirrhotic contour | cyst | focal lesion | several focal lesions], [segment, size in mm, enhancement]

Gallbladder and bile ducts: [no stone, no duct dilatation | stones | wall thickening | gallbladder removed | dilated ducts], common bile duct [diameter in mm]

Pancreas: [normal | focal lesion | cystic lesion | dilated duct | peripancreatic stranding], [place and size in mm]

Spleen: [normal in size | enlarged | focal lesion | removed], [length in mm]

Adrenals: [no nodule | nodule | thickened], [side, size in mm, attenuation in HU]

Kidneys and ureters: [no stone, no hydronephrosis | stone | hydronephrosis | cyst | solid mass | perinephric stranding], [side, place and size in mm]

Stomach and bowel: [normal calibre and wall | dilated loops with a transition point | wall thickening | mass | diverticula | inflamed diverticulum], [segment]. Appendix: [appendix: normal | not seen | dilated and inflamed | removed].

Peritoneum: [no free fluid, no free gas | free fluid | free gas | collection | nodularity], [place and size in mm]

Vessels: [normal calibre, patent | aneurysm | atheroma | venous thrombus], [vessel and diameter in mm]

Lymph nodes: [none enlarged | enlarged], [station and short axis in mm]

Bladder: [normal | wall thickening | mass | catheter in place | not distended]

Reproductive organs: [no abnormality | enlarged prostate | uterine mass | adnexal cyst | adnexal mass | removed], [side and size in mm]

Abdominal wall: [no hernia | hernia | collection], [place and content]

Bones: [no acute abnormality | fracture | lytic or sclerotic lesion], [place]

## Impression

[answer to the question]
`,
  normal: `
## Findings

Lower chest: No abnormality.

Liver: Normal in size and contour. No focal lesion.

Gallbladder and bile ducts: No stone, no duct dilatation.

Pancreas: Normal. No duct dilatation.

Spleen: Normal in size.

Adrenals: No nodule.

Kidneys and ureters: No stone, no hydronephrosis.

Stomach and bowel: Normal calibre and wall.

Peritoneum: No free fluid, no free gas.

Vessels: Normal calibre.

Lymph nodes: None enlarged.

Bladder: Normal.

Reproductive organs: No abnormality.

Abdominal wall: No hernia.

Bones: No acute abnormality.

## Impression

No acute abnormality of the abdomen or pelvis.
`,
});
