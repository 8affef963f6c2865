import type { Cloud } from '../../core/resource.js'
import { jsonSchemas } from '../schema/schemas.js'
import type { ScaffoldedFile } from './scaffold-file.js'
import { workflow } from './workflow.js'

/** What a new repository is for. */
export interface RepositoryOptions {
  /** The cloud that the first policy and the workflow's sign-in are for. */
  readonly cloud?: Cloud | undefined
  /** The version of Escher that the workflow runs. */
  readonly version: string
}

/** The files of a new repository: configuration, a policy with its tests, a workflow, editor settings and a README. */
export function scaffoldRepository({ cloud = 'aws', version }: RepositoryOptions): readonly ScaffoldedFile[] {
  return [
    { path: 'escher.config.yaml', text: configuration(cloud) },
    firstPolicies[cloud],
    { path: '.github/workflows/escher.yml', text: workflow(cloud, version) },
    { path: '.vscode/settings.json', text: json(editorSettings) },
    ...Object.entries(jsonSchemas()).map(([kind, schema]) => ({ path: `schemas/${kind}.json`, text: json(schema) })),
    { path: 'README.md', text: readme },
    { path: '.gitignore', text: 'node_modules/\n.escher/\n' },
  ]
}

function configuration(cloud: Cloud): string {
  return `accounts:
  - name: production
    cloud: ${cloud}
    environment: production
    credentials: environment
environments:
  production: { protected: true }
library: ["${cloud}/**"]
`
}

const firstPolicies: Readonly<Record<Cloud, ScaffoldedFile>> = {
  aws: {
    path: 'policies/buckets-are-versioned.yaml',
    text: `title: Buckets keep earlier versions
resource: aws.s3.bucket
severity: medium
pillar: reliability
rationale: Without versions, an overwritten or deleted object is gone.
violates: resource.Versioning.Status != 'Enabled'
message: "{{ name }} keeps no earlier versions of its objects"
remediation:
  text: Turn on versioning in the properties of the bucket.
tests:
  - name: never turned on
    given: { Versioning: {} }
    expect: violating
  - name: turned on
    given: { Versioning: { Status: Enabled } }
    expect: compliant
  - name: may not be read
    unread: [Versioning]
    expect: unknown
`,
  },
  azure: {
    path: 'policies/storage-demands-https.yaml',
    text: `title: Storage accounts demand HTTPS
resource: azure.storage.account
severity: high
pillar: security
rationale: Without HTTPS, whoever is on the way reads and changes the data.
violates: resource.properties.supportsHttpsTrafficOnly == false
message: "{{ name }} answers without HTTPS"
remediation:
  text: Turn on "Secure transfer required" in the configuration of the storage account.
tests:
  - name: plain HTTP is answered
    given: { properties: { supportsHttpsTrafficOnly: false } }
    expect: violating
  - name: HTTPS only
    given: { properties: { supportsHttpsTrafficOnly: true } }
    expect: compliant
`,
  },
  gcp: {
    path: 'policies/buckets-are-versioned.yaml',
    text: `title: Buckets keep earlier versions
resource: gcp.storage.bucket
severity: medium
pillar: reliability
rationale: Without versions, an overwritten or deleted object is gone.
violates: "!resource.versioning.enabled"
message: "{{ name }} keeps no earlier versions of its objects"
remediation:
  text: gcloud storage buckets update gs://NAME --versioning
tests:
  - name: never turned on
    given: {}
    expect: violating
  - name: turned on
    given: { versioning: { enabled: true } }
    expect: compliant
`,
  },
}

/** Editors check YAML files against the schemas, with the extension \`redhat.vscode-yaml\`. */
const editorSettings = {
  'yaml.schemas': {
    './schemas/policy.json': ['policies/**/*.yaml', 'policies/**/*.yml'],
    './schemas/exemption.json': ['exemptions/**/*.yaml', 'exemptions/**/*.yml'],
    './schemas/framework.json': ['frameworks/**/*.yaml', 'frameworks/**/*.yml'],
    './schemas/playbook.json': ['playbooks/**/*.yaml', 'playbooks/**/*.yml'],
    './schemas/approval.json': ['alerts/approvals/**/*.yaml', 'alerts/approvals/**/*.yml'],
    './schemas/schedule.json': ['schedules/**/*.yaml', 'schedules/**/*.yml'],
    './schemas/price-sheet.json': ['prices/**/*.yaml', 'prices/**/*.yml'],
    './schemas/configuration.json': ['escher.config.yaml', 'escher.config.yml'],
  },
}

const readme = `# Cloud policies

Policies for our cloud accounts, checked and scanned with Escher.

- \`npx escher check\` compiles the files and says precisely what is wrong.
- \`npx escher test\` runs the examples in the policies.
- \`npx escher scan\` reads the accounts in \`escher.config.yaml\` and lists what violates a policy.
- \`npx escher new policy aws/s3/no-website\` writes a policy to start from.

\`.github/workflows/escher.yml\` checks every pull request and scans every night. Credentials stay out of this repository:
the workflow signs in with OpenID Connect.
`

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
