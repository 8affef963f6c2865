import { diagnosticTable } from '../../core/diagnostics.js'

/** Why a target is left alone: what a run records of it, and what a plan is refused with when that holds of every target. */
export const targetDiagnostics = diagnosticTable({
  stale: {
    severity: 'error',
    title: 'The resource has moved since the plan',
    why: 'A plan was simulated, reviewed and approved for the resource as it was; on another one it may do something else.',
    message: (p: { target: string; moved: readonly string[] }) =>
      `\`${p.target}\` is not as planned: ${p.moved.join(', ')} moved since`,
    help: () => 'plan again: `escher plan` reads the resource as it is now',
  },
  'resource-held': {
    severity: 'error',
    title: 'Another run acts on the resource',
    why: 'Two runs never act on one resource at once; a run that waits holds its resources until it goes on or ends.',
    message: (p: { target: string; run: string }) => `run \`${p.run}\` is acting on \`${p.target}\``,
    help: (p: { run: string }) =>
      `look at it with \`escher run show ${p.run}\`; let it end, or end it with \`escher cancel ${p.run}\``,
  },
})
