import { type FileKind, folderOf } from '../load/project-layout.js'

/** A file to be written: its path in the repository and its text. */
export interface ScaffoldedFile {
  readonly path: string
  readonly text: string
}

export type ScaffoldedKind = Exclude<FileKind, 'configuration'>

/** How a new file is to be. */
export interface ScaffoldOptions {
  /** The resource type of a policy or the target of a playbook. */
  readonly resource?: string | undefined
  readonly language?: 'yaml' | 'typescript' | undefined
  /** The id of the policy that an exemption is for; a pattern is fine. */
  readonly policy?: string | undefined
  /** The playbook that a standing approval or a schedule is for. */
  readonly playbook?: { readonly id: string; readonly digest: string } | undefined
  /** The id of the person who grants a standing approval. */
  readonly person?: string | undefined
  /** The day on which an exemption or a standing approval ends, `YYYY-MM-DD`. */
  readonly expires?: string | undefined
}

/** A file of a kind to start from. It compiles as it is, where the resource type and the policy that it names exist. */
export function scaffoldFile(kind: ScaffoldedKind, id: string, options: ScaffoldOptions = {}): ScaffoldedFile {
  const typescript = options.language === 'typescript'
  const template = (typescript ? typescriptTemplates : yamlTemplates)[kind]
  return { path: `${folderOf(kind)}/${id}.${typescript ? 'ts' : 'yaml'}`, text: template(blanksOf(id, options)) }
}

interface Blanks {
  readonly title: string
  readonly resource: string
  readonly policy: string
  readonly playbook: { readonly id: string; readonly digest: string }
  readonly person: string
  readonly expires: string
}

function blanksOf(id: string, { resource, policy, playbook, person, expires }: ScaffoldOptions): Blanks {
  const words = (id.split('/').at(-1) ?? id).replace(/[-_]+/g, ' ').trim()
  const title = `${words.charAt(0).toUpperCase()}${words.slice(1)}`
  return {
    title,
    resource: resource ?? 'aws.s3.bucket',
    policy: policy ?? '**',
    playbook: playbook ?? { id: 'say/which', digest: '0'.repeat(64) },
    person: person ?? 'say-who',
    expires: expires ?? '2030-01-01',
  }
}

type Templates = Readonly<Record<ScaffoldedKind, (blanks: Blanks) => string>>

const yamlTemplates: Templates = {
  policy: ({ title, resource }) => `title: ${JSON.stringify(title)}
resource: ${resource}
severity: medium
pillar: operations
rationale: Say here why a violation is a problem.
params:
  tag: owner
violates: "!(params.tag in tags)"
message: "{{ name }} has no tag {{ params.tag }}"
remediation:
  text: Say here how people mend it.
tests:
  - name: without the tag
    tags: {}
    expect: violating
  - name: with the tag
    tags: { owner: platform }
    expect: compliant
`,
  exemption: ({ policy, expires }) => `policies: [${JSON.stringify(policy)}]
match: { name: legacy-* }
reason: Say here why the risk is taken.
owner: platform
expires: "${expires}"
`,
  framework: ({ title }) => `title: ${JSON.stringify(title)}
version: "1.0"
source: https://example.com/controls
controls:
  "1.1":
    title: Say here what the control demands.
`,
  playbook: ({ title, resource }) => `title: ${JSON.stringify(title)}
version: 1
target: ${resource}
limits:
  targets: 10
  environments: [development, staging]
  risk: low
steps:
  - notify: Say here what is done, and put operations before it.
undo: automatic
`,
  approval: ({ playbook, person, expires }) => `playbook: ${playbook.id}
digest: ${playbook.digest}
grantedBy: ${person}
reason: Say here why nobody needs to be asked again.
environments: [development]
targets: 5
uses: 100
rate: { uses: 10, per: 24h }
expires: "${expires}"
`,
  schedule: ({ playbook }) => `playbook: ${playbook.id}
at: 0 20 * * 1-5
timeZone: UTC
missed: skip
`,
  'price-sheet': ({ title }) => `title: ${JSON.stringify(title)}
currency: EUR
prices: {}
`,
}

const typescriptTemplates: Templates = {
  policy: ({ title, resource }) => `import { definePolicy } from 'escher'

export default definePolicy({
  title: ${quoted(title)},
  resource: ${quoted(resource)},
  severity: 'medium',
  pillar: 'operations',
  rationale: 'Say here why a violation is a problem.',
  params: { tag: 'owner' },
  violates: ({ tags, params }) => !(params.tag in tags),
  message: '{{ name }} has no tag {{ params.tag }}',
  remediation: { text: 'Say here how people mend it.' },
  tests: [
    { name: 'without the tag', tags: {}, expect: 'violating' },
    { name: 'with the tag', tags: { owner: 'platform' }, expect: 'compliant' },
  ],
})
`,
  exemption: ({ policy, expires }) => `import { defineExemption } from 'escher'

export default defineExemption({
  policies: [${quoted(policy)}],
  match: { name: 'legacy-*' },
  reason: 'Say here why the risk is taken.',
  owner: 'platform',
  expires: ${quoted(expires)},
})
`,
  framework: ({ title }) => `import { defineFramework } from 'escher'

export default defineFramework({
  title: ${quoted(title)},
  version: '1.0',
  source: 'https://example.com/controls',
  controls: {
    '1.1': { title: 'Say here what the control demands.' },
  },
})
`,
  playbook: ({ title, resource }) => `import { definePlaybook } from 'escher'

export default definePlaybook({
  title: ${quoted(title)},
  version: 1,
  target: ${quoted(resource)},
  limits: { targets: 10, environments: ['development', 'staging'], risk: 'low' },
  steps: [{ notify: 'Say here what is done, and put operations before it.' }],
  undo: 'automatic',
})
`,
  approval: ({ playbook, person, expires }) => `import { defineStandingApproval } from 'escher'

export default defineStandingApproval({
  playbook: ${quoted(playbook.id)},
  digest: ${quoted(playbook.digest)},
  grantedBy: ${quoted(person)},
  reason: 'Say here why nobody needs to be asked again.',
  environments: ['development'],
  targets: 5,
  uses: 100,
  rate: { uses: 10, per: '24h' },
  expires: ${quoted(expires)},
})
`,
  schedule: ({ playbook }) => `import { defineSchedule } from 'escher'

export default defineSchedule({
  playbook: ${quoted(playbook.id)},
  at: '0 20 * * 1-5',
  timeZone: 'UTC',
  missed: 'skip',
})
`,
  'price-sheet': ({ title }) => `import { definePriceSheet } from 'escher'

export default definePriceSheet({
  title: ${quoted(title)},
  currency: 'EUR',
  prices: {},
})
`,
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
