import { t } from '@vscode/l10n';
import { builtIn } from './builtIn.ts';

export const chestRadiograph = builtIn({
  id: 'chest-radiograph',
  title: () => t`Chest radiograph`,
  modalities: ['CR', 'DX'],
  bodyParts: ['CHEST', 'THORAX'],
  body: `
# Chest radiograph, \${view}

## Indication

[symptoms and question]

## Technique

\${technique}

Position: [position: erect | sitting | supine]. Inspiration: [inspiration: adequate | shallow]. Rotation: [rotation: none | to the left | to the right].

## Comparison

\${comparison}

## Findings

Devices: [none in view | central venous catheter with its tip in the superior vena cava | endotracheal tube with its tip above the carina | gastric tube with its tip below the diaphragm | pacemaker with intact leads]

Lungs: [no focal opacity | focal opacity | several opacities on both sides | interstitial lines | nodule | mass], [lobe or zone, size in mm]. Volumes: [volumes: normal | low | hyperinflated].

Pleura: [no effusion, no pneumothorax | small effusion | moderate effusion | large effusion | pneumothorax], [side: left | right | both sides]

Heart: [size: normal in size | at the upper limit of normal | enlarged | not assessable in this projection], cardiothoracic ratio [ratio]

Mediastinum and hila: [contours normal | widened mediastinum | enlarged hilum | trachea displaced], [side and place]

Diaphragm and upper abdomen: [normal, no free gas | raised hemidiaphragm | free gas below the diaphragm]

Bones and soft tissues: [no acute abnormality | rib fracture | vertebral compression | lytic or sclerotic lesion | surgical emphysema], [place]

## Impression

[answer to the question]
`,
  normal: `
## Findings

Devices: None in view.

Lungs: Clear and of normal volume. No focal opacity.

Pleura: No effusion, no pneumothorax.

Heart: Normal in size.

Mediastinum and hila: Normal contours. The trachea is central.

Diaphragm and upper abdomen: Normal. No free gas.

Bones and soft tissues: No acute abnormality.

## Impression

No acute cardiopulmonary abnormality.
`,
});
