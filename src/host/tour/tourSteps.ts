/** What the steps of the walkthrough ask for; each is done when the context key `llavaMed.tour.STEP` is true. */
export const TOUR_STEPS = ['sample', 'asked', 'accepted', 'ownModel', 'ownImage'] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

/** Of `contributes.walkthroughs`; the editor shows it in the tab of the open walkthrough. */
export const TOUR_ID = 'llavaMed.start';
export const TOUR_TITLE = 'Get Started with LLaVA-Med';
