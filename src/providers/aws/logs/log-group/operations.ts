import type { Operation } from '../../../../core/operation.js'
import { type AwsSettings, awsSettingOperations } from '../../operate/setting-operations.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { logGroup } from './definition.js'

/** Days that CloudWatch Logs knows, https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const periods = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
].map(String)

const settings: AwsSettings = {
  retention: {
    path: 'retentionInDays',
    parameter: { type: 'integer', values: periods, title: 'Days to keep; null for ever' },
    whenAbsent: null,
    calls: ['PutRetentionPolicy'],
    permissions: ['logs:PutRetentionPolicy', 'logs:DeleteRetentionPolicy'],
    send: (value, { id }) => [
      value === null
        ? ['DeleteRetentionPolicy', { logGroupName: id }]
        : ['PutRetentionPolicy', { logGroupName: id, retentionInDays: value }],
    ],
  },
}

/** What can be done to CloudWatch log groups. */
export const logGroupOperations: readonly Operation[] = [
  ...awsSettingOperations(logGroup, { settings, settlesWithin: 60 }, [
    {
      verb: 'set-retention',
      title: 'Set how long events are kept; older ones go',
      risk: 'medium',
      destructive: true,
      params: { days: { type: 'integer', required: true, values: periods, title: 'Days to keep' } },
      moves: ['retention'],
      wanted: ({ days }) => ({ retention: days ?? null }),
      refusal: ({ properties }) =>
        properties['logGroupClass'] === 'DELIVERY' ? 'AWS sets how long a delivery group keeps its events' : undefined,
    },
  ]),
  ...awsTagOperations(logGroup),
]
