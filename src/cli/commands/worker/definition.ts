import { defineCommand } from '../../arguments/definition.js'

export const workerCommand = defineCommand({
  name: 'worker',
  summary: 'take a share of scans and runs, together with other workers',
  description:
    'Joins the workers that share the PostgreSQL database named by `engine` in the configuration, on this machine or others. Workers share the listings of scans, go on with runs that wait or whose process died, and do what schedules say is due, until they are asked to end. The records of runs say what was done, so no completed step is repeated.',
  arguments: [],
  options: {
    scan: { type: 'boolean', description: 'order a scan that all workers share, and print its id when it is done' },
    begin: {
      type: 'string',
      value: 'FILE',
      many: true,
      description: 'begin a run of the plan in this file, if its approvals are there',
    },
    drain: { type: 'boolean', description: 'end as soon as nothing is left to do, but for what waits' },
    json: { type: 'boolean', description: 'print what was begun and scanned as JSON, when the worker ends' },
  },
  examples: [
    { line: 'escher worker', does: 'work until interrupted' },
    { line: 'escher worker --drain', does: 'do what there is to do, as a job that is started now and again' },
    { line: 'escher worker --scan --drain', does: 'scan together with the workers that there are' },
    {
      line: 'escher worker --begin plan.json --drain',
      does: 'begin an approved plan, and leave its waits to the others',
    },
  ],
})
