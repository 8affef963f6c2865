import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const files = 500

/** Writes a project of 500 policy files, each with two tests, half of them TypeScript. */
export async function writeProject(folder: string): Promise<number> {
  await write(join(folder, 'escher.config.yaml'), 'accounts: []\n')
  for (let index = 0; index < files; index++) {
    const typescript = index % 2 === 0
    const name = `policies/bench/group-${index % 20}/policy-${index}.${typescript ? 'ts' : 'yaml'}`
    await write(join(folder, name), typescript ? typescriptPolicy(index) : yamlPolicy(index))
  }
  return files + 1
}

function yamlPolicy(index: number): string {
  return `title: Instances ask for session tokens (${index})
resource: aws.ec2.instance
severity: high
pillar: security
rationale: A token stops a server-side request forgery from reading the instance's credentials.
params: { hops: ${1 + (index % 3)} }
violates: |
  resource.MetadataOptions.HttpTokens != 'required' || resource.MetadataOptions.HttpPutResponseHopLimit > params.hops
applies: "resource.State.Name == 'running' && tags.exempt != 'yes'"
message: "{{ resource.InstanceId }} answers without a token"
tests:
  - { name: optional, given: { State: { Name: running }, MetadataOptions: { HttpTokens: optional } }, expect: violating }
  - { name: required, given: { State: { Name: running }, MetadataOptions: { HttpTokens: required, HttpPutResponseHopLimit: 1 } }, expect: compliant }
`
}

function typescriptPolicy(index: number): string {
  return `import { definePolicy } from 'escher'

export default definePolicy({
  title: 'Groups keep port ${index} from the internet',
  resource: 'aws.ec2.security-group',
  severity: 'high',
  pillar: 'security',
  rationale: 'What the internet reaches, the internet tries.',
  params: { port: ${index} },
  violates: ({ resource, params }) =>
    resource.IpPermissions.some(
      (rule) => rule.FromPort <= params.port && rule.ToPort >= params.port && rule.IpRanges.some((range) => range.CidrIp === '0.0.0.0/0'),
    ),
  tests: [
    { name: 'open', given: { IpPermissions: [{ FromPort: 0, ToPort: 65535, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] }, expect: 'violating' },
    { name: 'closed', given: { IpPermissions: [] }, expect: 'compliant' },
  ],
})
`
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}
