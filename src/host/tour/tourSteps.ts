import { t } from '@vscode/l10n';

/** What the steps of the walkthrough ask for; each is checked by the context key `llavaMed.tour.STEP`. */
export const TOUR_STEPS = ['sample', 'asked', 'accepted', 'ownModel', 'ownImage'] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

/** Of `contributes.walkthroughs`. */
export const TOUR_ID = 'llavaMed.start';
export const tourTitle = (): string => t`Get Started with LLaVA-Med`;
