import { auditFormats } from '../../../report/run/audit-formats.js'
import { defineCommand } from '../../arguments/definition.js'

export const auditCommand = defineCommand({
  name: 'audit',
  summary: 'prove that the records of runs are whole and unchanged, or export them',
  description:
    '`verify` walks the chain of every run, or of one: records that were edited, taken away, exchanged, copied from elsewhere or cut off are shown, and so are runs that are gone and tails that were there when the head was anchored. Heads are anchored below `audit/heads` and printed; keep a copy of them where nobody who can write to the store can write, and give it to `--heads`. `export` prints the records, also of runs with which something is wrong: what that is stands among them, on the standard error and in exit code 6.',
  arguments: [
    { name: 'action', description: 'what to do', choices: ['verify', 'export'] },
    { name: 'run', description: 'only this run', optional: true },
  ],
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: auditFormats,
      description: 'of the export; ndjson unless said otherwise',
    },
    heads: {
      type: 'string',
      value: 'FILE',
      description: 'verify: hold the runs against heads that were kept in this file; export: keep their heads there',
    },
    json: { type: 'boolean', description: 'print what was verified as JSON' },
  },
  examples: [
    { line: 'escher audit verify', does: 'verify all runs' },
    { line: 'escher audit export --heads heads.json', does: 'keep the heads of all runs, to be committed' },
    { line: 'escher audit verify --heads heads.json', does: 'show runs and records that were there then' },
    { line: 'escher audit export --format csv > runs.csv', does: 'a table of everything that happened' },
  ],
})
