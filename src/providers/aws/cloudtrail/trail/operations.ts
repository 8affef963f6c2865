import type { Operation } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { type AwsSettings, awsSettingOperations } from '../../operate/setting-operations.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { trail } from './definition.js'

const settings: AwsSettings = {
  logging: {
    path: 'Status.IsLogging',
    parameter: { type: 'boolean', title: 'Whether it records' },
    whenAbsent: false,
    calls: ['StartLogging', 'StopLogging'],
    send: (value, { id }) => [[value === true ? 'StartLogging' : 'StopLogging', { Name: id }]],
  },
  logFileValidation: {
    path: 'LogFileValidationEnabled',
    parameter: { type: 'boolean', title: 'Digests that show whether a log file was changed' },
    whenAbsent: false,
    calls: ['UpdateTrail'],
    send: (value, { id }) => [['UpdateTrail', { Name: id, EnableLogFileValidation: value }]],
  },
}

/** What can be done to CloudTrail trails. */
export const trailOperations: readonly Operation[] = [
  ...awsSettingOperations(trail, { settings, settlesWithin: 60 }, [
    {
      verb: 'enable-logging',
      title: 'Start recording',
      risk: 'low',
      moves: ['logging'],
      wanted: () => ({ logging: true }),
      refusal,
    },
    {
      verb: 'enable-log-file-validation',
      title: 'Write digests that show whether a log file was changed',
      risk: 'low',
      moves: ['logFileValidation'],
      wanted: () => ({ logFileValidation: true }),
      refusal,
    },
  ]),
  ...awsTagOperations(trail),
]

/** A trail of the organisation is listed in every account of it, and changed in one. */
function refusal({ properties, account }: Resource): string | undefined {
  const owner = String(properties['TrailARN']).split(':')[4]
  return owner === account ? undefined : `it belongs to the account ${owner}`
}
