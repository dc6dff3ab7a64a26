import { t } from '@vscode/l10n';
import type { MeasuredKind } from '../reading/words/measuredWords.ts';

/** What no patient exceeds, in mm; beyond it the number or its unit is wrong. */
export interface SizeLimit {
  readonly name: () => string;
  readonly mostMm: number;
  /** Only across: of a tube the length is another matter. */
  readonly isAcross?: boolean;
  /** Below it an adult's organ is not measured; for a size right behind the organ's name. */
  readonly leastMm?: number;
}

/**
 * Well above the largest that was ever described, so that only slips are marked (cm for mm, a lost point).
 * Normal and abnormal sizes: Radiopaedia.org and W. Dähnert, Radiology Review Manual; the records of single reports are
 * named at their line.
 */
export const sizeLimits: Partial<Record<MeasuredKind, SizeLimit>> = {
  // Normal to 6 mm, after cholecystectomy to 10 (Dähnert); obstructed ones reach 30 mm, cysts of the duct have their own name.
  bileDuct: { name: () => t`common bile duct`, mostMm: 60, isAcross: true },
  // Massive splenomegaly starts at 20 cm (Poulin et al., 1998).
  spleen: { name: () => t`spleen`, mostMm: 400, leastMm: 20 },
  // Giant aneurysms of the abdominal aorta: 11 cm and more; the largest described have about 25 cm.
  aorta: { name: () => t`aorta`, mostMm: 260, isAcross: true },
  // Polycystic kidneys reach 35 cm (CRISP; Chapman et al., 2003).
  kidney: { name: () => t`kidney`, mostMm: 380, leastMm: 20 },
  // At term 36 cm in length (fundal height in cm is the week of pregnancy).
  uterus: { name: () => t`uterus`, mostMm: 450, leastMm: 10 },
  // Normal to 16 mm before the menopause; cancers reach some cm (ACR Appropriateness Criteria, Abnormal Uterine Bleeding).
  endometrium: { name: () => t`endometrium`, mostMm: 70, isAcross: true },
  ovary: { name: () => t`ovary`, mostMm: 500 },
  prostate: { name: () => t`prostate`, mostMm: 250 },
  testis: { name: () => t`testis`, mostMm: 250 },
  bladder: { name: () => t`bladder`, mostMm: 450 },
  gallbladder: { name: () => t`gallbladder`, mostMm: 350 },
  // Thickened from 3 mm; oedematous ones stay below 20 mm.
  gallbladderWall: { name: () => t`gallbladder wall`, mostMm: 40, isAcross: true },
  // Dilated from 7 mm (Jacobs et al., 2006); mucoceles have their own name.
  appendix: { name: () => t`appendix`, mostMm: 60, isAcross: true },
  // Normal to 3 mm; main-duct IPMN: 10 mm and more (Fukuoka consensus, 2017).
  pancreaticDuct: { name: () => t`pancreatic duct`, mostMm: 60, isAcross: true },
  // Normal to 13 mm; aneurysm from 20 mm.
  portalVein: { name: () => t`portal vein`, mostMm: 90, isAcross: true },
  ivc: { name: () => t`inferior vena cava`, mostMm: 90, isAcross: true },
  // Normal to 29 mm (Framingham); aneurysms of the trunk reach 10 cm and more.
  pulmonaryArtery: { name: () => t`pulmonary artery`, mostMm: 150, isAcross: true },
  isthmus: { name: () => t`isthmus of the thyroid`, mostMm: 100 },
  thyroid: { name: () => t`lobe of the thyroid`, mostMm: 250 },
  // A hemisphere has some 7 cm in width.
  midlineShift: { name: () => t`shift of the midline`, mostMm: 50 },
  ventricle: { name: () => t`ventricle of the brain`, mostMm: 150, isAcross: true },
  heart: { name: () => t`heart`, mostMm: 300 },
  // Dilated from 3 cm, 6 cm and 9 cm: the rule of 3, 6, 9.
  smallBowel: { name: () => t`loop of small bowel`, mostMm: 150, isAcross: true },
  colon: { name: () => t`colon`, mostMm: 300, isAcross: true },
  esophagus: { name: () => t`oesophagus`, mostMm: 150, isAcross: true },
  // Normal to 27 mm in men (Breatnach et al., 1984).
  trachea: { name: () => t`trachea`, mostMm: 80, isAcross: true },
  liver: { name: () => t`liver`, mostMm: 450, leastMm: 30 },
  adrenal: { name: () => t`adrenal gland`, mostMm: 300 },
  iliacArtery: { name: () => t`iliac artery`, mostMm: 180, isAcross: true },
  carotid: { name: () => t`carotid artery`, mostMm: 100, isAcross: true },
  cervix: { name: () => t`cervix`, mostMm: 120 },
  nuchal: { name: () => t`nuchal translucency`, mostMm: 40 },
  // Measured up to 84 mm (ISUOG Practice Guidelines, first trimester, 2013).
  crownRump: { name: () => t`crown-rump length`, mostMm: 150 },
  imt: { name: () => t`intima-media thickness`, mostMm: 20 },
  achilles: { name: () => t`tendon or fascia`, mostMm: 60, isAcross: true },
  disc: { name: () => t`disc protrusion`, mostMm: 40 },
  // Above 10 cm a conglomerate or a bulky mass (Lugano classification, 2014).
  node: { name: () => t`lymph node`, mostMm: 100 },
  // A nodule has up to 3 cm in the lung (Fleischner Society glossary, 2008); more is a mass, yet possible.
  nodule: { name: () => t`nodule`, mostMm: 150 },
  stone: { name: () => t`stone`, mostMm: 200 },
  gallstone: { name: () => t`gallstone`, mostMm: 200 },
  appendicolith: { name: () => t`appendicolith`, mostMm: 80 },
  polyp: { name: () => t`polyp`, mostMm: 250 },
  // Giant intracranial aneurysms start at 25 mm; those of the trunk's arteries reach more.
  aneurysm: { name: () => t`aneurysm`, mostMm: 260 },
  mass: { name: () => t`mass`, mostMm: 600 },
  lesion: { name: () => t`lesion`, mostMm: 600 },
};

/** A nodule of the lung, and of the thyroid. */
export const lungNodule: SizeLimit = { name: () => t`nodule of the lung`, mostMm: 100 };
