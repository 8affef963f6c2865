/** How a cloud's mark for `marked-for-op` is kept, or why it cannot be converted. */
export interface Marks {
  /** The tag that a filter without one looks at. */
  readonly tag: string
  readonly refused?: string
}

/** What Custodian defines for one of its clouds or one resource type, as far as filters are concerned. */
export interface NamedFilters {
  /** True when Custodian sees timestamps as dates, because the vendor's library parses them. */
  readonly instants: boolean
  readonly marks: Marks
  /** Filters that compare an age: the JMESPath of the date. */
  readonly ages: Readonly<Record<string, string>>
  /** Filters that are a value filter on one part of the resource: the property, or `@` for the resource itself. */
  readonly parts: Readonly<Record<string, string>>
}

type Defaults = Pick<NamedFilters, 'instants' | 'marks'>

const clouds: Readonly<Record<string, Defaults>> = {
  aws: { instants: true, marks: { tag: 'maid_status' } },
  azure: { instants: false, marks: { tag: 'custodian_status' } },
  gcp: {
    instants: false,
    marks: {
      tag: 'custodian_status',
      refused: 'labels hold marks in a form of their own, `message-operation-2024_01_31__15_00`',
    },
  },
}

const ages: Readonly<Record<string, NamedFilters['ages']>> = {
  'aws.ec2': {
    'instance-age': 'not_null(min(BlockDeviceMappings[].Ebs.AttachTime), LaunchTime)',
    'instance-uptime': 'LaunchTime',
    'image-age': "not_null(Image.CreationDate, '2000-01-01T01:01:01.000Z')",
  },
  'aws.ebs-snapshot': { age: 'StartTime' },
  'aws.rds-snapshot': { age: 'SnapshotCreateTime' },
  'aws.rds-cluster-snapshot': { age: 'SnapshotCreateTime' },
  'aws.redshift-snapshot': { age: 'SnapshotCreateTime' },
  'aws.launch-config': { age: 'CreatedTime' },
  'aws.ami': { 'image-age': 'CreationDate' },
}

const parts: Readonly<Record<string, NamedFilters['parts']>> = {
  'aws.account': { 'password-policy': 'PasswordPolicy', 's3-public-block': 'PublicAccessBlock' },
  'aws.kms-key': { 'key-rotation-status': '@' },
}

/** What Custodian's source (c7n 0.9, c7n/resources) defines for a resource type by its name there, e.g. `aws.ec2`. */
export function namedFiltersOf(custodianType: string): NamedFilters {
  const cloud = custodianType.split('.')[0] ?? ''
  return {
    ...(clouds[cloud] ?? { instants: false, marks: { tag: 'custodian_status' } }),
    ages: ages[custodianType] ?? {},
    parts: parts[custodianType] ?? {},
  }
}
