import type { Schedule } from '../../core/playbook.js'

/** How often `run-due` is called: it finds out itself which schedules are due, in their own time zones. */
const everyMinutes = 5

/**
 * A line for the crontab of a machine. One line serves all schedules, since cron knows neither their time zones nor
 * their exceptions.
 */
export function crontab(schedules: readonly Schedule[], folder: string): string {
  const comments = schedules.map(({ id, at, timeZone }) => `# ${oneLine(id)}: ${oneLine(at)} ${oneLine(timeZone)}\n`)
  return `${comments.join('')}*/${everyMinutes} * * * * cd ${shellQuoted(folder)} && escher schedule run-due\n`
}

/** A GitHub workflow that calls `run-due`. Its concurrency group keeps two of them from running at once. */
export function githubWorkflow(schedules: readonly Schedule[]): string {
  const comments = schedules.map(({ id, at, timeZone }) => `# ${oneLine(id)}: ${oneLine(at)} ${oneLine(timeZone)}\n`)
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
      # Sign in to your clouds here, as in the workflow of \`escher init\`.
      - run: npx --yes escher schedule run-due
`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

/** For the shell that cron starts; a percent sign is cron's own line break. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`).replaceAll('%', '\\%')}'`
}
