import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { RunEvent } from '../../../src/core/run.js'
import { type BuiltCommandLine, type CommandResult, folderWith } from './escher.js'

/** The one target of the drill's playbooks. */
export const logGroup = 'aws.logs.log-group/333333333333/eu-west-1//aws/lambda/hello'

/** A playbook of low risk that changes log groups in these steps. */
export function playbook(title: string, steps: string): string {
  return `
title: ${title}
version: 1
target: aws.logs.log-group
params: {}
limits: { targets: 10, environments: [development], risk: low }
steps:
${steps}
undo: automatic
`
}

/** A condition that does not hold, which no plan can foresee, for it rests on the time. */
const later = "now > timestamp('2999-01-01T00:00:00Z')"

/** The steps that give a log group a tag and verify it. */
export function tagStep(name: string, verified = `tag(tags, '${name}') == 'yes'`): string {
  return `  - operation: tag
    with: { tags: { ${name}: 'yes' } }
  - verify: "${verified}"
    within: 1m`
}

const files = {
  'escher.config.yaml': `
library: ['**']
accounts:
  - { name: acme-development, id: '333333333333', cloud: aws, environment: development, sandbox: acme }
`,
  'playbooks/drill/tag.yaml': playbook('A tag', tagStep('drill')),
  'playbooks/drill/wait.yaml': playbook(
    'A tag, and another one much later',
    `${tagStep('first')}\n  - wait: { until: "${later}", timeout: 1h }\n${tagStep('second')}`,
  ),
  'playbooks/drill/ready.yaml': playbook('Another tag', tagStep('ready')),
  'playbooks/drill/never.yaml': playbook('A tag that is never verified', tagStep('slow', later)),
}

/** Makes a process kill itself with SIGKILL as soon as a record of the kind `DIE_AT` has its name in the store. */
const killer = `data:text/javascript,${encodeURIComponent(`
  import files from 'node:fs/promises'
  import { syncBuiltinESMExports } from 'node:module'
  const { link, readFile } = files
  files.link = async (from, to) => {
    await link(from, to)
    if (!/runs.*[0-9]{6}[.]json$/.test(String(to))) return
    const text = await readFile(to, 'utf8')
    if (text.includes('"kind":"' + process.env.DIE_AT + '"')) process.kill(process.pid, 'SIGKILL')
  }
  syncBuiltinESMExports()
`)}`

/** A repository of its own in which one person changes tags of one log group of the sandbox. */
export class Drill {
  readonly folder: string

  constructor(
    private readonly escher: BuiltCommandLine,
    more: Readonly<Record<string, string>> = {},
  ) {
    this.folder = folderWith({ ...files, ...more })
  }

  /** Runs `escher` with the words. */
  run(...words: readonly string[]): Promise<CommandResult> {
    return this.escher.run(words, this.folder, { ESCHER_PERSON: 'tom' })
  }

  /** Applies a playbook and gives the id of its run. */
  async apply(name: string): Promise<string> {
    const { out, error } = await this.run('apply', '--playbook', `drill/${name}`, '--yes', '--json')
    expect(out, error).not.toBe('')
    return (JSON.parse(out) as { id: string }).id
  }

  /** Waits until a run has recorded something of a kind, and gives the run's id. */
  async recorded(kind: RunEvent['kind']): Promise<string> {
    for (;;) {
      const [id] = existsSync(join(this.folder, '.escher/runs')) ? this.runs : []
      const last = id === undefined ? undefined : this.records(id).at(-1)
      const text = id === undefined || last === undefined ? '' : this.text(id, last)
      if (id !== undefined && text.includes(`"kind":"${kind}"`)) return id
      await new Promise((next) => setTimeout(next, 5))
    }
  }

  /** Applies a playbook in a process that is killed as soon as it has recorded something of a kind; gives the run's id. */
  async killedAt(name: string, kind: RunEvent['kind']): Promise<string> {
    const words = ['apply', '--playbook', `drill/${name}`, '--yes']
    const child = spawn(process.execPath, ['--import', killer, this.escher.entry, ...words], {
      cwd: this.folder,
      env: { ...process.env, ESCHER_PERSON: 'tom', CI: 'true', DIE_AT: kind },
      stdio: 'ignore',
    })
    await new Promise((ended) => child.on('close', ended))
    return this.recorded(kind)
  }

  private text(run: string, record: string): string {
    return readFileSync(join(this.folder, '.escher/runs', run, record), 'utf8')
  }

  /** The file of a run's record. */
  record(run: string, number: number): string {
    return join(this.folder, '.escher/runs', run, `${String(number).padStart(6, '0')}.json`)
  }

  /** The names of a run's records; a process that was killed may leave other files too. */
  records(run: string): readonly string[] {
    const names = readdirSync(join(this.folder, '.escher/runs', run))
    return names.filter((name) => /^\d+\.json$/.test(name)).sort()
  }

  /** The ids of all runs that have records, oldest first. */
  get runs(): readonly string[] {
    return readdirSync(join(this.folder, '.escher/runs')).sort()
  }
}
