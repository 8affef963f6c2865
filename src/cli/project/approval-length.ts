import { type Access, defaultApprovalDays } from '../../core/access.js'
import type { Diagnostic } from '../../core/diagnostics.js'
import type { Plan } from '../../core/plan.js'
import { durationText } from '../../core/temporal.js'
import { approvalDiagnostics, longestWait } from '../../engine/index.js'

/** How long an approval holds where nobody says otherwise. */
export const usualApprovalSeconds = 24 * 3600

/** Tells that an approval of so many seconds from now ends before the plan's own waits may, and what to do about it. */
export function approvalTooShort(plan: Plan, seconds: number, access: Access): readonly Diagnostic[] {
  const waits = longestWait(plan)
  if (plan.approval.selfApproved || waits < seconds) return []
  const most = access.approvalDays ?? defaultApprovalDays
  const days = Math.floor(waits / 86_400) + 1
  const advice =
    days <= most
      ? `approve with \`--expires ${days}d\``
      : `an approval holds for ${most} days at most, so plan shorter waits, raise \`approvalDays\`, or have it approved again before the run goes on`
  const parameters = { waits: durationText(waits), holds: durationText(seconds), advice }
  return [approvalDiagnostics.report('approval-ends-too-early', parameters)]
}
