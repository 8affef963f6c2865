import { diagnosticTable } from '../core/diagnostics.js'

/** Diagnostics about what was asked of kept scans. */
export const runnerDiagnostics = diagnosticTable({
  'no-scan': {
    severity: 'error',
    title: 'Nothing was scanned yet',
    why: 'Findings come from scans that are kept in the store.',
    message: (p: { location: string }) => `there is no such scan in ${p.location}`,
    help: () => 'run `escher scan` first',
  },
  'unknown-finding': {
    severity: 'error',
    title: 'The scan has no such finding',
    why: 'A finding that was resolved, or found by another scan, is not in this one.',
    message: (p: { finding: string; scan: string }) => `no finding of scan \`${p.scan}\` begins with \`${p.finding}\``,
    help: () => "take an id from the scan's table of findings",
  },
  'ambiguous-finding': {
    severity: 'error',
    title: 'Several findings begin so',
    why: 'The beginning of an id suffices only where it names one finding.',
    message: (p: { finding: string; candidates: readonly string[] }) =>
      `${p.candidates.length} findings begin with \`${p.finding}\``,
    help: (p: { candidates: readonly string[] }) => `give more of the id: ${p.candidates.slice(0, 5).join(', ')}`,
  },
  'finding-without-policy': {
    severity: 'error',
    title: "The finding's policy is gone",
    why: 'A finding is explained by evaluating its policy again.',
    message: (p: { finding: string; policy: string }) =>
      `the policy \`${p.policy}\` of finding \`${p.finding}\` is not among the files`,
    help: () => 'name its former id in `formerly` when the policy was renamed, or scan again',
  },
  'finding-without-resource': {
    severity: 'error',
    title: "The finding's resource is not in the snapshot",
    why: 'A finding is explained on the resource as it was read; one that could not be read again is not there.',
    message: (p: { finding: string; snapshot: string }) =>
      `snapshot \`${p.snapshot}\` does not hold the resource of finding \`${p.finding}\``,
    help: () => 'scan again',
  },
})
