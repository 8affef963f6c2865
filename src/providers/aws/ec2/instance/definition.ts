import { type Document, defineAwsType } from '../../description.js'
import { instanceBilling } from './billing.js'

const dimensions = (instance: Document) => ({ InstanceId: String(instance['InstanceId']) })

/** EC2 instances, terminated ones included for as long as the API lists them. */
export const instance = defineAwsType({
  name: 'aws.ec2.instance',
  title: 'EC2 instance',
  scope: 'regional',
  documentation: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html',
  custodian: ['aws.ec2'],
  service: 'ec2',
  list: {
    operation: 'DescribeInstances',
    input: { MaxResults: 1000 },
    items: 'Reservations[].Instances[]',
    one: { input: (id) => ({ InstanceIds: [id] }), gone: ['InvalidInstanceID.NotFound'] },
  },
  id: 'InstanceId',
  tags: 'Tags',
  schema: () => import('./schema.json', { with: { type: 'json' } }),
  billing: instanceBilling,
  aspects: {
    image: {
      kind: 'join',
      title: 'The image it was started from, while that still exists',
      properties: ['Image'],
      operation: 'DescribeImages',
      chunk: 100,
      input: (keys) => ({
        Filters: [{ Name: 'image-id', Values: keys }],
        IncludeDeprecated: true,
        IncludeDisabled: true,
      }),
      items: 'Images[]',
      itemKey: 'ImageId',
      resourceKey: 'ImageId',
      single: true,
    },
    terminationProtection: {
      kind: 'call',
      title: 'Protection against termination',
      properties: ['DisableApiTermination'],
      operation: 'DescribeInstanceAttribute',
      input: (document) => ({ InstanceId: document['InstanceId'], Attribute: 'disableApiTermination' }),
      result: 'DisableApiTermination',
      absent: ['InvalidInstanceID.NotFound', 'UnsupportedOperation'],
    },
  },
  links: {
    securityGroups: { title: 'Security groups', type: 'aws.ec2.security-group', path: 'SecurityGroups[].GroupId' },
    volumes: { title: 'Attached volumes', type: 'aws.ec2.volume', path: 'BlockDeviceMappings[].Ebs.VolumeId' },
    vpc: { title: 'Network', type: 'aws.ec2.vpc', path: 'VpcId' },
  },
  metrics: {
    cpu: {
      title: 'CPU utilisation',
      unit: 'percent',
      namespace: 'AWS/EC2',
      metric: 'CPUUtilization',
      samples: 'Average',
      dimensions,
    },
    networkIn: {
      title: 'Bytes received',
      unit: 'bytes',
      namespace: 'AWS/EC2',
      metric: 'NetworkIn',
      samples: 'Sum',
      dimensions,
    },
    networkOut: {
      title: 'Bytes sent',
      unit: 'bytes',
      namespace: 'AWS/EC2',
      metric: 'NetworkOut',
      samples: 'Sum',
      dimensions,
    },
  },
})
