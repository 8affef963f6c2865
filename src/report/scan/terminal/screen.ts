import type { Finding } from '../../../core/finding.js'
import type { Severity } from '../../../core/severity.js'
import { plainLine } from '../../escape/plain-text.js'
import type { Paint, Palette } from '../../terminal/colour.js'

/** What the sections need to know about the terminal. */
export interface Screen {
  readonly style: Palette
  readonly width: number
  readonly resourcesPerPolicy: number
  /** True when there was a scan before, so that `new` says something. */
  readonly compared: boolean
}

/** The colour of a severity. */
export function severityPaint(severity: Severity, style: Palette): Paint {
  const paints: Readonly<Record<Severity, Paint>> = {
    critical: style.red,
    high: style.magenta,
    medium: style.yellow,
    low: style.blue,
    info: style.cyan,
  }
  return paints[severity]
}

/** Where a finding's resource is: account, region and environment. */
export function placeOf({ resource, environment }: Finding): string {
  return plainLine([resource.account, resource.region, environment].filter((part) => part).join(' · '))
}
