import { type BlockMarkers, markedBlock, withBlock } from '../../core/marked-block.js'
import type { Schedule } from '../../core/playbook.js'

/** How often `run-due` is called: it finds out itself which schedules are due, in their own time zones. */
const everyMinutes = 5

/** What a line of cron needs to know of the machine. */
export interface CronPlace {
  /** The repository, as an absolute path. */
  readonly folder: string
  /** What starts Escher: words, each kept as it is by the shell, or a text that is the shell's to read. */
  readonly command: readonly string[] | string
  /** The file that its output is added to, as an absolute path. */
  readonly log: string
}

/**
 * The part of a machine's crontab that serves the schedules of a repository, between marks that name it. One line serves
 * all of them, since cron knows neither their time zones nor their exceptions.
 */
export function crontab(schedules: readonly Schedule[], { folder, command, log }: CronPlace): string {
  const start = typeof command === 'string' ? command : command.map(shellQuoted).join(' ')
  const logFolder = log.slice(0, Math.max(1, log.lastIndexOf('/')))
  const line = [
    `cd ${shellQuoted(folder)}`,
    `mkdir -p ${shellQuoted(logFolder)}`,
    `${start} schedule run-due >> ${shellQuoted(log)} 2>&1`,
  ].join(' && ')
  const fields = `*/${everyMinutes} * * * *`
  return markedBlock(markersOf(folder), [...commentsOn(schedules), `${fields} ${cronEscaped(line)}`])
}

/** A crontab with the part of a repository in it, in the place of an earlier one. */
export function mergedCrontab(present: string, part: string, folder: string): string {
  return withBlock(present, part, markersOf(folder))
}

/** What a workflow needs to know besides the schedules. */
export interface WorkflowFacts {
  /** The version of Escher that it runs until someone raises it. */
  readonly version: string
  /** Steps that sign in to the clouds, as lines of YAML; empty where none is needed. */
  readonly signIn: string
}

/** A GitHub workflow that calls `run-due`. Its concurrency group keeps two of them from running at once. */
export function githubWorkflow(schedules: readonly Schedule[], { version, signIn }: WorkflowFacts): string {
  const comments = commentsOn(schedules).map((line) => `${line}\n`)
  return `${comments.join('')}name: escher schedules
on:
  schedule:
    - cron: '*/${everyMinutes} * * * *'
  workflow_dispatch:

permissions:
  contents: read
  id-token: write

concurrency: { group: escher-schedules, cancel-in-progress: false }

jobs:
  run-due:
    runs-on: ubuntu-latest
    environment: escher
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 20 }
${signIn}      - run: npx --yes escher@${version} schedule run-due
`
}

function commentsOn(schedules: readonly Schedule[]): readonly string[] {
  return schedules.map(({ id, at, timeZone }) => `# ${oneLine(id)}: ${oneLine(at)} ${oneLine(timeZone)}`)
}

/** The folder tells the parts of several repositories in one crontab apart. */
function markersOf(folder: string): BlockMarkers {
  return { begin: `# escher begin ${oneLine(folder)}`, end: `# escher end ${oneLine(folder)}` }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

/** For the shell that cron starts. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** A percent sign is cron's own line break. */
function cronEscaped(line: string): string {
  return line.replaceAll('%', '\\%')
}
