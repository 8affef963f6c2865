import { diagnosticTable } from '../../core/diagnostics.js'

interface OfRun {
  readonly run: string
}

/** Diagnostics about runs that are not begun, not resumed or not taken back. */
export const applyDiagnostics = diagnosticTable({
  'plan-without-targets': {
    severity: 'error',
    title: 'The plan changes nothing',
    why: 'A run records what was done to resources; without any there is nothing to run.',
    message: () => 'the plan has no targets',
    help: () => 'see in `escher show` why resources were skipped',
  },
  'plan-too-early': {
    severity: 'error',
    title: "The playbook's window is not open yet",
    why: 'A playbook may say at which times it may change anything.',
    message: (p: { notBefore: string }) => `the plan may not be applied before ${p.notBefore}`,
    help: () => 'apply it then',
  },
  'plan-applied-before': {
    severity: 'error',
    title: 'The plan belongs to another run',
    why: 'A plan and its approvals are good for one run.',
    message: (p: OfRun) => `the plan was applied by run \`${p.run}\``,
    help: (p: OfRun) =>
      `look at it with \`escher run show ${p.run}\`, resume it with \`escher resume ${p.run}\`, or plan again`,
  },
  'operation-unknown': {
    severity: 'error',
    title: 'The plan names an operation that this version does not have',
    why: 'Only operations of the catalog can be performed.',
    message: (p: { operation: string }) => `there is no operation \`${p.operation}\``,
    help: () => 'plan again with this version',
  },
  'unknown-run': {
    severity: 'error',
    title: 'The store holds no such run',
    why: 'Runs are folders of records in the store.',
    message: (p: OfRun & { location: string }) => `there is no run \`${p.run}\` in ${p.location}`,
    help: () => '`escher runs` lists them',
  },
  'run-finished': {
    severity: 'error',
    title: 'The run has ended',
    why: 'A run that ended is a record of what happened; nothing is added to it.',
    message: (p: OfRun & { result: string }) => `run \`${p.run}\` has ended: ${p.result}`,
    help: (p: OfRun) => `plan again, or take it back with \`escher undo ${p.run}\``,
  },
  'run-not-finished': {
    severity: 'error',
    title: 'The run has not ended',
    why: 'A run is taken back as a whole, after it has stopped changing things.',
    message: (p: OfRun & { phase: string }) => `run \`${p.run}\` has not ended: it is ${p.phase}`,
    help: (p: OfRun) => `let it end, or cancel it with \`escher cancel ${p.run}\``,
  },
  'run-held': {
    severity: 'error',
    title: 'Another process is running the run',
    why: 'Two runners never act for one run at once; its lease says who does.',
    message: (p: OfRun & { runner: string; expires: string }) =>
      `run \`${p.run}\` is held by \`${p.runner}\` until ${p.expires}`,
    help: () => 'wait for it; if that process died on another machine, its lease expires by itself',
  },
  'run-taken-over': {
    severity: 'error',
    title: 'Another process went on with the run',
    why: 'A runner that was frozen beyond its lease, or that lost the race for a record, must do nothing more.',
    message: (p: OfRun & { runner: string }) => `run \`${p.run}\` was taken over by \`${p.runner}\``,
    help: (p: OfRun) => `follow it with \`escher run show ${p.run}\``,
  },
  'run-record-edited': {
    severity: 'error',
    title: "A run's record was changed",
    why: 'Every record carries the hash of its content; one that does not fit it proves nothing.',
    message: (p: OfRun & { number: number }) => `record ${p.number} of run \`${p.run}\` is not what its hash says`,
    help: () => 'find out who can write to the store; a copy of the store shows what it said',
  },
  'run-record-missing': {
    severity: 'error',
    title: "A run's record is missing",
    why: 'Records are numbered without gaps, so one that is missing was taken away.',
    message: (p: OfRun & { number: number }) => `record ${p.number} of run \`${p.run}\` is missing`,
    help: () => 'restore it from a copy of the store',
  },
  'run-record-replayed': {
    severity: 'error',
    title: 'A record stands where it was not written',
    why: 'A record names its run and its number, so that none can be copied to another place.',
    message: (p: OfRun & { number: number; original: string }) =>
      `record ${p.number} of run \`${p.run}\` is ${p.original}`,
    help: () => 'find out who can write to the store',
  },
  'run-chain-broken': {
    severity: 'error',
    title: 'A record does not continue the one before',
    why: 'Every record holds the hash of the one before, so that none can be exchanged.',
    message: (p: OfRun & { number: number }) =>
      `record ${p.number} of run \`${p.run}\` does not continue the one before`,
    help: () => 'find out who can write to the store; the first record that does not fit marks the place',
  },
  'run-record-torn': {
    severity: 'error',
    title: 'A record is cut off',
    why: 'A write that was cut off is owned up to by whoever resumes; otherwise a record was damaged later.',
    message: (p: OfRun & { number: number }) =>
      `record ${p.number} of run \`${p.run}\` is cut off, and later ones do not own up to it`,
    help: () => 'restore it from a copy of the store',
  },
  'run-tail-missing': {
    severity: 'error',
    title: "The end of a run's records was cut off",
    why: 'A chain alone does not show a cut tail; the anchored head does.',
    message: (p: OfRun & { number: number }) =>
      `run \`${p.run}\` once had a record ${p.number} that is gone or another now`,
    help: () => 'restore the records from a copy of the store',
  },
  'run-without-records': {
    severity: 'error',
    title: 'A plan was claimed for a run that has no record',
    why: 'A plan is claimed just before the first record of its run is written; later, records do not go away by themselves.',
    message: (p: OfRun & { plan: string }) =>
      `run \`${p.run}\`, for which plan \`${p.plan.slice(0, 12)}\` was claimed, has no record`,
    help: () =>
      'if its process died before it began anything, applying the plan begins it; otherwise restore it from a copy of the store',
  },
  'nothing-to-undo': {
    severity: 'error',
    title: 'The run left nothing that could be put back',
    why: 'Only changes that were made, that stay, and that have an inverse can be put back.',
    message: (p: OfRun & { leftBehind: readonly string[] }) =>
      `nothing that run \`${p.run}\` changed can be put back${p.leftBehind.length > 0 ? `, and what it made stays: ${p.leftBehind.join(', ')}` : ''}`,
    help: (p: OfRun) => `\`escher run show ${p.run}\` says what became of each step`,
  },
})
