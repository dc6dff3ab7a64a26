/**
 * Windows that radiologists expect at hand. They are given in Hounsfield units and mean nothing on any other scale:
 * there are presets for CT whose modality values are HU, and for nothing else.
 */
import { t } from '@vscode/l10n';
import type { FrameImage, VoiWindow } from './frameImage.ts';

export interface VoiPreset extends VoiWindow {
  readonly id: 'softTissue' | 'lung' | 'liver' | 'bone' | 'brain' | 'mediastinum' | 'abdomen' | 'stroke' | 'subdural';
  readonly name: () => string;
}

/**
 * Soft tissue, lung, liver, bone and brain are the defaults of OHIF; mediastinum and abdomen those of Weasis; the last
 * two are customary in neuroradiology.
 */
export const HU_PRESETS: readonly VoiPreset[] = [
  { id: 'softTissue', name: () => t`Soft tissue`, center: 40, width: 400 },
  { id: 'lung', name: () => t`Lung`, center: -600, width: 1500 },
  { id: 'mediastinum', name: () => t`Mediastinum`, center: 80, width: 400 },
  { id: 'abdomen', name: () => t`Abdomen`, center: 50, width: 320 },
  { id: 'liver', name: () => t`Liver`, center: 90, width: 150 },
  { id: 'bone', name: () => t`Bone`, center: 480, width: 2500 },
  { id: 'brain', name: () => t`Brain`, center: 40, width: 80 },
  { id: 'stroke', name: () => t`Stroke`, center: 40, width: 40 },
  { id: 'subdural', name: () => t`Subdural`, center: 75, width: 200 },
];

/** Empty unless the values are Hounsfield units. */
export function voiPresets(frame: FrameImage): readonly VoiPreset[] {
  return frame.kind === 'monochrome' && frame.unit === 'HU' ? HU_PRESETS : [];
}
