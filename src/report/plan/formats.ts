/** The formats that a plan can be shown in. */
export const planFormats = ['terminal', 'markdown', 'html', 'json'] as const
export type PlanFormat = (typeof planFormats)[number]
