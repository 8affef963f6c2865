/** A small repository whose policies judge a sandbox estate of two buckets and a volume. */
export const harbour: Readonly<Record<string, string>> = {
  'escher.config.yaml': `
accounts:
  - { name: harbour, id: '111111111111', cloud: aws, environment: production, sandbox: ./estate, regions: [eu-west-1] }
  - { name: lighthouse, id: '222222222222', cloud: aws, environment: development, sandbox: ./estate, regions: [eu-west-1] }
`,
  'policies/aws/ec2/encrypted-volume.yaml': `
title: Volumes are encrypted
resource: aws.ec2.volume
severity: high
pillar: security
rationale: A stolen copy of an unencrypted volume can be read by anyone.
violates: "!resource.Encrypted"
message: "{{ name }} of {{ tags.team }} is not encrypted"
remediation: { text: Copy it into an encrypted volume. }
tests:
  - { name: plain, given: { Encrypted: false }, expect: violating }
  - { name: encrypted, given: { Encrypted: true }, expect: compliant }
  - { name: not read, unread: [Encrypted], given: {}, expect: unknown }
`,
  'estate/harbour.yaml': `
account: '111111111111'
name: harbour
cloud: aws
regions: [eu-west-1]
resources:
  aws.ec2.volume:
    - { id: vol-1, name: nets, region: eu-west-1, tags: { team: fishing }, properties: { VolumeId: vol-1, Encrypted: false, Size: 8 } }
    - { id: vol-2, name: maps, region: eu-west-1, properties: { VolumeId: vol-2, Encrypted: true, Size: 8 } }
`,
  'estate/lighthouse.yaml': `
account: '222222222222'
name: lighthouse
cloud: aws
regions: [eu-west-1]
resources:
  aws.ec2.volume:
    - { id: vol-3, name: lamp, region: eu-west-1, tags: { team: light }, properties: { VolumeId: vol-3, Encrypted: false, Size: 8 } }
`,
}

/** The same with some files changed, added, or left out by an empty text. */
export function harbourWith(changes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries({ ...harbour, ...changes }).filter(([, text]) => text !== ''))
}
