import { diagnosticTable } from '../../core/diagnostics.js'

/** Diagnostics about engines that share work. */
export const workerDiagnostics = diagnosticTable({
  'engine-not-configured': {
    severity: 'error',
    title: 'No engine is configured',
    why: 'Workers find one another in a PostgreSQL database; without one, each process does its own work.',
    message: () => 'the configuration names no engine',
    help: () => 'add `engine: postgres://user@host/database` to the configuration',
  },
  'engine-not-installed': {
    severity: 'error',
    title: 'The packages of the engine are not installed',
    why: 'Sharing work through PostgreSQL takes packages that everything else does without.',
    message: (p: { name: string }) => `the package \`${p.name}\` is not installed`,
    help: () => 'install without `--omit=optional`',
  },
  'engine-unreachable': {
    severity: 'error',
    title: 'The database of the engine cannot be used',
    why: 'Workers find one another, and what is to be done, in that database.',
    message: (p: { location: string; problem: string }) => `the engine ${p.location} cannot be used: ${p.problem}`,
    help: () =>
      'see that the database exists and may be connected to; its password comes from PGPASSWORD or PGPASSFILE, and a pooler must be in session mode',
  },
  'engine-local-store': {
    severity: 'warning',
    title: 'The store of several workers is a folder',
    why: 'Workers hand one another what they read through the store, so all of them must see the same one.',
    message: (p: { location: string }) => `the store is the ${p.location}`,
    help: () => 'run all workers on this machine, or keep the store in a bucket: `store: s3://bucket/prefix`',
  },
})
