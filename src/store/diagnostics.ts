import { diagnosticTable } from '../core/diagnostics.js'

/** Diagnostics about where results are kept. */
export const storeDiagnostics = diagnosticTable({
  'store-not-supported': {
    severity: 'error',
    title: 'The store lies where this version cannot keep objects',
    why: 'Snapshots, scans and baselines live in the store, so nothing can be kept without one.',
    message: (p: { location: string; scheme: string }) => `the store \`${p.location}\` has the scheme \`${p.scheme}\``,
    help: () => 'give a folder, such as `.escher` or `file:///var/lib/escher`, or a bucket: `s3://bucket/prefix`',
    example: { wrong: "store: 'ftp://example.com/escher'", right: "store: '.escher'" },
  },
  'unknown-snapshot': {
    severity: 'error',
    title: 'The store holds no such snapshot',
    why: 'A scan of a stored snapshot needs one whose manifest was written.',
    message: (p: { id: string; location: string }) => `there is no snapshot \`${p.id}\` in ${p.location}`,
    help: () => 'run `escher scan` first, or give the id of a snapshot that is kept',
  },
  'no-whole-snapshot': {
    severity: 'error',
    title: 'The store holds no snapshot of everything',
    why: 'A plan or a narrowed scan reads a part of the estate; the rest is not missing for that.',
    message: (p: { count: number; newest: string; location: string }) =>
      `the ${p.count === 1 ? 'only snapshot' : `${p.count} snapshots`} in ${p.location} hold${p.count === 1 ? 's' : ''} only a part`,
    help: (p: { newest: string }) => `run \`escher scan\` first, or name one of them, such as \`${p.newest}\``,
  },
  'unknown-scan': {
    severity: 'error',
    title: 'The store holds no such scan',
    why: 'Changes are told against a scan that is kept.',
    message: (p: { id: string; location: string }) => `there is no scan \`${p.id}\` in ${p.location}`,
    help: () => 'give the id of a scan, the id of the snapshot it judged, or a date such as `2026-08-01`',
  },
})
