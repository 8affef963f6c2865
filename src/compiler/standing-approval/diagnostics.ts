import { diagnosticTable } from '../../core/diagnostics.js'

/** What can be wrong with standing approvals beyond their shape. */
export const standingApprovalDiagnostics = diagnosticTable({
  'standing-approval-void': {
    severity: 'warning',
    title: 'A standing approval is for an earlier content of its playbook',
    message: (p: { playbook: string; pinned: string; current: string }) =>
      `\`${p.playbook}\` is no longer what was approved: it was ${p.pinned.slice(0, 12)}…, it is ${p.current.slice(0, 12)}…`,
    why: 'Somebody looked at what the playbook could do then. What it can do now, nobody has approved.',
    help: (p: { current: string }) =>
      `look at the change with \`escher diff\`, then have a manager set \`digest: ${p.current}\``,
  },
  'standing-approval-too-long': {
    severity: 'error',
    title: 'A standing approval holds too long',
    message: (p: { expires: string; days: number; latest: string }) =>
      `it holds until ${p.expires}, and may at most hold ${p.days} days, until ${p.latest}`,
    why: 'Permissions that nobody looks at again outlive their reason.',
    help: (p: { latest: string }) => `let it expire on ${p.latest} or before, and renew it then`,
  },
  'standing-approval-ended': {
    severity: 'warning',
    title: 'A standing approval has expired',
    message: (p: { expires: string }) => `it expired on ${p.expires}`,
    why: 'It covers nothing any more.',
    help: () => 'delete the file, or renew it',
  },
  'standing-approval-beyond-limits': {
    severity: 'warning',
    title: 'A standing approval covers what its playbook does not allow',
    message: (p: { what: string; playbook: string }) => `\`${p.playbook}\` does not allow ${p.what}`,
    why: 'The playbook refuses such runs whoever has approved them, so the approval promises more than it gives.',
    help: () => 'narrow the approval to the limits of the playbook',
  },
})
