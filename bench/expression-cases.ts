import type { SchemaDocument, TypeSchema } from '../src/core/schema.js'

/** What the compared engines evaluate an expression over. */
export interface BenchDocument {
  readonly resource: Readonly<Record<string, unknown>>
  readonly tags: Readonly<Record<string, string>>
  readonly environment: string
}

export interface ExpressionCase {
  readonly name: string
  readonly expression: string
  readonly schema: SchemaDocument
  readonly documents: readonly BenchDocument[]
}

const text: TypeSchema = { type: 'string' }
const whole: TypeSchema = { type: 'integer' }
const flag: TypeSchema = { type: 'boolean' }

function object(properties: Record<string, TypeSchema>): TypeSchema & { type: 'object' } {
  return { type: 'object', properties }
}

function list(items: TypeSchema): TypeSchema {
  return { type: 'list', items }
}

function documentSchema(properties: Record<string, TypeSchema>): SchemaDocument {
  return { source: 'bench', root: object(properties), definitions: {} }
}

const instanceSchema = documentSchema({
  State: object({ Name: text }),
  InstanceType: text,
  PublicIpAddress: text,
  MetadataOptions: object({ HttpTokens: text }),
  BlockDeviceMappings: list(object({ Ebs: object({ Encrypted: flag, VolumeSize: whole }) })),
})

const groupSchema = documentSchema({
  GroupName: text,
  IpPermissions: list(object({ FromPort: whole, ToPort: whole, IpRanges: list(object({ CidrIp: text })) })),
})

const bucketSchema = documentSchema({
  Name: text,
  PublicAccessBlock: object({ BlockPublicAcls: flag, RestrictPublicBuckets: flag }),
  PolicyStatus: object({ IsPublic: flag }),
  Grants: list(object({ Permission: text, Grantee: object({ URI: text }) })),
})

function documents(make: (at: number) => Readonly<Record<string, unknown>>): BenchDocument[] {
  return Array.from({ length: 1000 }, (_, at) => ({
    resource: make(at),
    tags: at % 3 === 0 ? { Name: `server-${at}`, owner: 'team-a' } : { Name: `server-${at}` },
    environment: ['production', 'staging', 'development'][at % 3] ?? '',
  }))
}

const instances = documents((at) => ({
  State: { Name: at % 4 === 0 ? 'stopped' : 'running' },
  InstanceType: at % 5 === 0 ? 'm5.24xlarge' : 't3.micro',
  ...(at % 2 === 0 ? { PublicIpAddress: '198.51.100.7' } : {}),
  MetadataOptions: { HttpTokens: at % 3 === 0 ? 'optional' : 'required' },
  BlockDeviceMappings: [0, 1].map((disk) => ({
    Ebs: { Encrypted: (at + disk) % 3 !== 0, VolumeSize: 8 * (disk + 1) },
  })),
}))

const groups = documents((at) => ({
  GroupName: `group-${at}`,
  IpPermissions: [22, 443].map((port) => ({
    FromPort: port,
    ToPort: port,
    IpRanges: [{ CidrIp: '10.0.0.0/8' }, { CidrIp: (at + port) % 7 === 0 ? '0.0.0.0/0' : '192.168.0.0/16' }],
  })),
}))

const everyone = 'http://acs.amazonaws.com/groups/global/AllUsers'
const buckets = documents((at) => ({
  Name: `bucket-${at}`,
  ...(at % 2 === 0 ? { PublicAccessBlock: { BlockPublicAcls: true, RestrictPublicBuckets: at % 4 === 0 } } : {}),
  PolicyStatus: { IsPublic: at % 5 === 0 },
  Grants: [
    { Permission: 'FULL_CONTROL', Grantee: { URI: 'none' } },
    { Permission: 'READ', Grantee: { URI: at % 6 === 0 ? everyone : 'none' } },
  ],
}))

/** The six shapes of condition of the table in the evaluation of CEL libraries. */
export const expressionCases: readonly ExpressionCase[] = [
  {
    name: 'EC2 field !=',
    expression: "resource.MetadataOptions.HttpTokens != 'required'",
    schema: instanceSchema,
    documents: instances,
  },
  {
    name: 'EC2 tag && has',
    expression: "!('owner' in tags) && has(resource.PublicIpAddress)",
    schema: instanceSchema,
    documents: instances,
  },
  {
    name: 'S3 no block && prod',
    expression: "!has(resource.PublicAccessBlock) && environment == 'production'",
    schema: bucketSchema,
    documents: buckets,
  },
  {
    name: 'EC2 tags, disks, regex',
    expression:
      "!('owner' in tags) && resource.BlockDeviceMappings.exists(d, !d.Ebs.Encrypted) && resource.InstanceType.matches('^t[23]\\\\.')",
    schema: instanceSchema,
    documents: instances,
  },
  {
    name: 'SG nested exists',
    expression:
      "resource.IpPermissions.exists(p, p.FromPort <= 22 && p.ToPort >= 22 && p.IpRanges.exists(r, r.CidrIp == '0.0.0.0/0'))",
    schema: groupSchema,
    documents: groups,
  },
  {
    name: 'S3 policy or ACL',
    expression: `resource.PolicyStatus.IsPublic || resource.Grants.exists(g, g.Grantee.URI == '${everyone}' && g.Permission in ['READ', 'WRITE'])`,
    schema: bucketSchema,
    documents: buckets,
  },
]
