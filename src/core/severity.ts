/** How bad a violation is, worst first. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof severities)[number]

/** What a policy protects. */
export const pillars = ['security', 'cost', 'operations', 'reliability', 'performance', 'sustainability'] as const
export type Pillar = (typeof pillars)[number]

/** True when `severity` is at least as bad as `threshold`. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold)
}
