import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type BuiltCommandLine, type CommandResult, folderWith } from './escher.js'

/** The one target of the drill's playbooks. */
export const logGroup = 'aws.logs.log-group/333333333333/eu-west-1//aws/lambda/hello'

function playbook(title: string, steps: string): string {
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

function tagStep(name: string, verified = name): string {
  return `  - operation: tag
    with: { tags: { ${name}: 'yes' } }
  - verify: "tag(tags, '${verified}') == 'yes'"
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
    'A tag, and another one when a third is there',
    `${tagStep('first')}\n  - wait: { until: "tag(tags, 'ready') == 'yes'", timeout: 1h }\n${tagStep('second')}`,
  ),
  'playbooks/drill/ready.yaml': playbook('The tag that is waited for', tagStep('ready')),
  'playbooks/drill/never.yaml': playbook('A tag, and one that never comes', tagStep('slow', 'never')),
}

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

  /** The file of a run's record. */
  record(run: string, number: number): string {
    return join(this.folder, '.escher/runs', run, `${String(number).padStart(6, '0')}.json`)
  }

  /** The names of a run's records. */
  records(run: string): readonly string[] {
    return readdirSync(join(this.folder, '.escher/runs', run)).sort()
  }

  /** The ids of all runs that have records, oldest first. */
  get runs(): readonly string[] {
    return readdirSync(join(this.folder, '.escher/runs')).sort()
  }
}
