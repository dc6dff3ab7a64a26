import { t } from '@vscode/l10n';
import { builtIn } from './builtIn.ts';

export const ultrasoundAbdomen = builtIn({
  id: 'ultrasound-abdomen',
  title: () => t`Ultrasound of the abdomen`,
  modalities: ['US'],
  bodyParts: ['ABDOMEN', 'LIVER', 'KIDNEY'],
  body: `
# Ultrasound of the abdomen

## Indication

[symptoms and question]

## Technique

\${technique} Probe and view: [curved probe, good view | curved probe, view limited by gas | curved probe, view limited by body habitus]. Fasting: [fasting: yes | no].

## Comparison

\${comparison}

## Findings

Liver: [normal echotexture and contour | steatosis | coarse echotexture | nodular contour], length [length in mm]. Focal lesion: [none | cyst | haemangioma-like lesion | solid lesion], [segment and size in mm]

Portal and hepatic veins: [patent, flow towards the liver | reversed portal flow | no portal flow | not assessed], portal velocity [velocity in cm/s]

Gallbladder: [no stone, thin wall | mobile stones | stone in the neck | sludge | polyp | wall thickening | removed], wall [thickness in mm]. Tenderness under the probe: [tenderness: absent | present].

Bile ducts: [no dilatation | intrahepatic dilatation | dilated common duct | stone in the duct], common duct [diameter in mm]

Pancreas: [normal where seen | hidden by gas | focal lesion | dilated duct], [place and size in mm]

Spleen: [normal in size | enlarged | focal lesion], length [length in mm]

Right kidney: [normal, no stone, no hydronephrosis | stone | hydronephrosis | cyst | solid mass | thin cortex], length [length in mm], [size in mm]

Left kidney: [normal, no stone, no hydronephrosis | stone | hydronephrosis | cyst | solid mass | thin cortex], length [length in mm], [size in mm]

Aorta: [normal calibre | ectasia | aneurysm | hidden by gas], greatest outer diameter [diameter in mm]

Bladder: [normal | empty | wall thickening | mass | stone], volume after voiding [volume in ml]

Free fluid: [none | trace | moderate | large], [place]

## Impression

[answer to the question]
`,
  normal: `
## Findings

Liver: Normal in size, echotexture and contour. No focal lesion.

Portal and hepatic veins: Patent.

Gallbladder: No stone. The wall is thin.

Bile ducts: No dilatation.

Pancreas: Normal where seen.

Spleen: Normal in size.

Right kidney: Normal in size. No stone, no hydronephrosis.

Left kidney: Normal in size. No stone, no hydronephrosis.

Aorta: Normal calibre.

Bladder: Normal.

Free fluid: None.

## Impression

Normal ultrasound of the abdomen.
`,
});
