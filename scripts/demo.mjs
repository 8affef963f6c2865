// `npm run demo`: builds the command line, checks this repository's own policies and scans the sandbox estate.
import { spawnSync } from 'node:child_process'

function run(command, parameters, { accept = [0] } = {}) {
  process.stdout.write(`\n$ ${command} ${parameters.join(' ')}\n`)
  const { status } = spawnSync(command, parameters, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (!accept.includes(status)) process.exit(status ?? 1)
}

const findingsOverThreshold = 1
const incompleteCoverage = 4

run('npm', ['run', '--silent', 'build'])
run('node', ['dist/cli.js', 'check'])
run('node', ['dist/cli.js', 'scan', '--out', 'escher-report', '--format', 'html', '--format', 'json'], {
  accept: [0, findingsOverThreshold, incompleteCoverage],
})
