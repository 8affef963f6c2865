import type { EffectContext, Operation, OperationParameters } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { already, refused } from '../../../operating/refusal.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'
import { becomes, defineAwsOperation } from '../../operate/aws-operation.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { vpc } from './definition.js'

/** The longest token that the API takes. */
const longestToken = 64

/** What AWS logs unless told otherwise, https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html */
const defaultFormat = 'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes'
  .concat(' start end action log-status')
  .split(' ')
  .map((field) => `\${${field}}`)
  .join(' ')

const enableFlowLogs = defineAwsOperation(vpc, {
  verb: 'enable-flow-logs',
  title: 'Log the traffic of the network',
  calls: ['CreateFlowLogs'],
  permissions: ['ec2:CreateFlowLogs', 'logs:CreateLogDelivery', 'iam:PassRole'],
  risk: 'low',
  params: {
    destination: {
      type: 'string',
      required: true,
      pattern: 'arn:[a-z-]+:(s3|logs):.+',
      title: 'ARN of the bucket or log group that takes the logs',
    },
    role: { type: 'string', pattern: 'arn:.+', title: 'ARN of the role that writes to a log group' },
    traffic: { type: 'string', default: 'ALL', values: ['ALL', 'ACCEPT', 'REJECT'], title: 'Which traffic' },
  },
  dependsOn: ['FlowLogs'],
  idempotency: 'token',
  precondition: (target, { destination, role, traffic }) => {
    const covers = ({ TrafficType }: Document) => TrafficType === 'ALL' || TrafficType === traffic
    if (activeLogsOf(target).some(covers)) return already('its traffic is logged')
    return isLogGroup(destination) && typeof role !== 'string' ? refused('a log group needs a role') : undefined
  },
  effect: (target, params, context) =>
    becomes(vpc, target, {
      ...target.properties,
      FlowLogs: [...logsOf(target), flowLog(target, params, context)],
    }),
  inverse: (_, { destination }) => ({
    operation: `${vpc.name}.disable-flow-logs`,
    params: { destination: destination ?? null },
  }),
  send: ({ id }, params, token) => [
    [
      'CreateFlowLogs',
      {
        ClientToken: token.slice(0, longestToken),
        ResourceIds: [id],
        ResourceType: 'VPC',
        ...deliveryOf(params),
      },
    ],
  ],
  settlesWithin: 300,
})

const disableFlowLogs = defineAwsOperation(vpc, {
  verb: 'disable-flow-logs',
  title: 'Stop logging traffic to a destination; what was logged stays there',
  calls: ['DeleteFlowLogs'],
  risk: 'high',
  params: { destination: { type: 'string', required: true, title: 'ARN of the bucket or log group' } },
  dependsOn: ['FlowLogs'],
  precondition: (target, params) =>
    logsOf(target).some((log) => goesTo(log, params)) ? undefined : already('nothing is logged there'),
  effect: (target, params) =>
    becomes(vpc, target, { ...target.properties, FlowLogs: logsOf(target).filter((log) => !goesTo(log, params)) }),
  send: (target, params) => [
    [
      'DeleteFlowLogs',
      {
        FlowLogIds: logsOf(target)
          .filter((log) => goesTo(log, params))
          .map(({ FlowLogId }) => FlowLogId),
      },
    ],
  ],
})

/** What can be done to VPCs. */
export const vpcOperations: readonly Operation[] = [enableFlowLogs, disableFlowLogs, ...awsTagOperations(vpc)]

function logsOf({ properties }: Resource): readonly Document[] {
  return documentsIn(properties['FlowLogs'])
}

function activeLogsOf(target: Resource): readonly Document[] {
  return logsOf(target).filter(
    ({ FlowLogStatus, DeliverLogsStatus }) => FlowLogStatus === 'ACTIVE' && DeliverLogsStatus !== 'FAILED',
  )
}

function goesTo({ LogDestination }: Document, { destination }: OperationParameters): boolean {
  return LogDestination === destination
}

function isLogGroup(destination: unknown): boolean {
  return String(destination).split(':')[2] === 'logs'
}

function deliveryOf({ destination, role, traffic }: OperationParameters): Document {
  return {
    TrafficType: traffic,
    LogDestinationType: isLogGroup(destination) ? 'cloud-watch-logs' : 's3',
    LogDestination: destination,
    ...(typeof role === 'string' && { DeliverLogsPermissionArn: role }),
  }
}

function flowLog({ id }: Resource, params: OperationParameters, { newId, now }: EffectContext): Document {
  return {
    ...deliveryOf(params),
    FlowLogId: newId('fl'),
    ResourceId: id,
    FlowLogStatus: 'ACTIVE',
    DeliverLogsStatus: 'SUCCESS',
    LogFormat: defaultFormat,
    MaxAggregationInterval: 600,
    CreationTime: now.toISOString(),
    Tags: [],
  }
}
