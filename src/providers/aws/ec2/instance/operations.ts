import type { Operation, Refusal } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { leaves } from '../../../operating/define-operation.js'
import { textAt, valueAt, withValue } from '../../../operating/document.js'
import { already, refused } from '../../../operating/refusal.js'
import type { Document } from '../../description.js'
import { becomes, defineAwsOperation } from '../../operate/aws-operation.js'
import { type AwsSettings, awsSettingOperations } from '../../operate/setting-operations.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { instance } from './definition.js'
import { processorFor, processorOf } from './processor.js'

const state = 'State.Name'
const protection = 'DisableApiTermination.Value'

/** What the API calls each state, https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceState.html */
const states = { running: 16, terminated: 48, stopped: 80 } as const

const whatStopsRestOn = [state, 'RootDeviceType', 'InstanceLifecycle']

const start = defineAwsOperation(instance, {
  verb: 'start',
  title: 'Start',
  calls: ['StartInstances'],
  risk: 'low',
  dependsOn: whatStopsRestOn,
  precondition: (target) => (isIn(target, 'running') ? already('it runs') : unlessIn(target, 'stopped')),
  effect: (target) => becomes(instance, target, withState(target, 'running')),
  inverse: (before) =>
    whyNeverStopped(before) === undefined ? { operation: `${instance.name}.stop`, params: {} } : undefined,
  send: ({ id }) => [['StartInstances', { InstanceIds: [id] }]],
  settlesWithin: 300,
})

const stop = defineAwsOperation(instance, {
  verb: 'stop',
  title: 'Stop; a public address that is no Elastic IP changes when it starts again',
  calls: ['StopInstances'],
  risk: 'medium',
  dependsOn: whatStopsRestOn,
  precondition: (target) => {
    if (isIn(target, 'stopped')) return already('it is stopped')
    const reason = whyNeverStopped(target)
    return reason === undefined ? unlessIn(target, 'running') : refused(reason)
  },
  effect: (target) => becomes(instance, target, withState(target, 'stopped')),
  inverse: () => ({ operation: `${instance.name}.start`, params: {} }),
  send: ({ id }) => [['StopInstances', { InstanceIds: [id] }]],
  settlesWithin: 600,
})

const restart = defineAwsOperation(instance, {
  verb: 'restart',
  title: 'Reboot',
  calls: ['RebootInstances'],
  risk: 'medium',
  dependsOn: [state],
  idempotency: 'check-first',
  precondition: (target) => unlessIn(target, 'running'),
  effect: leaves,
  send: ({ id }) => [['RebootInstances', { InstanceIds: [id] }]],
  settlesWithin: 300,
})

const terminate = defineAwsOperation(instance, {
  verb: 'terminate',
  title: 'Terminate, with the volumes that are set to go with it',
  calls: ['TerminateInstances'],
  risk: 'critical',
  destructive: true,
  dependsOn: [state, protection],
  precondition: (target) => {
    if (isIn(target, 'terminated')) return already('it is terminated')
    return valueAt(target.properties, protection) === true ? refused('it is protected from termination') : undefined
  },
  effect: (target) => becomes(instance, target, { ...withState(target, 'terminated'), BlockDeviceMappings: [] }),
  unseenCost: () => 'volumes that go with the instance are billed no more',
  send: ({ id }) => [['TerminateInstances', { InstanceIds: [id] }]],
  settlesWithin: 600,
})

const resize = defineAwsOperation(instance, {
  verb: 'resize',
  title: 'Change the instance type; it must be stopped',
  calls: ['ModifyInstanceAttribute'],
  risk: 'medium',
  params: {
    type: { type: 'string', required: true, pattern: '[a-z0-9-]+\\.[a-z0-9-]+', title: 'Instance type, `t3.small`' },
  },
  dependsOn: [state, 'InstanceType', 'Architecture'],
  precondition: (target, { type }) => {
    if (target.properties['InstanceType'] === type) return already(`it is a ${type}`)
    const reason = whyNotOn(target, String(type))
    if (reason !== undefined) return refused(reason)
    return isIn(target, 'stopped') ? undefined : refused('it must be stopped first')
  },
  effect: (target, { type }) => becomes(instance, target, { ...target.properties, InstanceType: type }),
  inverse: ({ properties }) => ({
    operation: `${instance.name}.resize`,
    params: { type: textAt(properties, 'InstanceType') ?? '' },
  }),
  send: ({ id }, { type }) => [['ModifyInstanceAttribute', { InstanceId: id, InstanceType: { Value: type } }]],
})

const settings: AwsSettings = {
  httpTokens: {
    path: 'MetadataOptions.HttpTokens',
    parameter: { type: 'string', values: ['optional', 'required'], title: 'Session tokens of the metadata service' },
    whenAbsent: 'optional',
    calls: ['ModifyInstanceMetadataOptions'],
    send: (value, { id }) => [['ModifyInstanceMetadataOptions', { InstanceId: id, HttpTokens: value }]],
  },
  terminationProtection: {
    path: protection,
    parameter: { type: 'boolean', title: 'Protection against termination' },
    whenAbsent: false,
    calls: ['ModifyInstanceAttribute'],
    send: (Value, { id }) => [['ModifyInstanceAttribute', { InstanceId: id, DisableApiTermination: { Value } }]],
  },
}

const gone = (target: Resource) =>
  isIn(target, 'terminated') || isIn(target, 'shutting-down') ? 'it is terminated' : undefined

/** What can be done to EC2 instances. */
export const instanceOperations: readonly Operation[] = [
  start,
  stop,
  restart,
  terminate,
  resize,
  ...awsSettingOperations(instance, { settings, settlesWithin: 60 }, [
    {
      verb: 'require-imdsv2',
      title: 'Refuse metadata requests without a session token',
      risk: 'medium',
      moves: ['httpTokens'],
      wanted: () => ({ httpTokens: 'required' }),
      looksAt: [state],
      refusal: gone,
    },
    {
      verb: 'enable-deletion-protection',
      title: 'Protect from termination',
      risk: 'low',
      moves: ['terminationProtection'],
      wanted: () => ({ terminationProtection: true }),
      looksAt: [state],
      refusal: (target) =>
        target.properties['InstanceLifecycle'] === 'spot' ? 'spot instances cannot be protected' : gone(target),
    },
  ]),
  ...awsTagOperations(instance),
]

/** Why an instance can run and end, but not be stopped. */
function whyNeverStopped({ properties: { RootDeviceType, InstanceLifecycle } }: Resource): string | undefined {
  if (RootDeviceType === 'instance-store') return 'its system disk would be lost'
  return InstanceLifecycle === 'spot' ? 'it is a spot instance' : undefined
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resize-limitations.html */
function whyNotOn({ properties: { Architecture } }: Resource, type: string): string | undefined {
  const [needed, offered] = [processorFor(Architecture), processorOf(type)]
  if (needed === undefined || offered === undefined || needed === offered) return undefined
  return `it was built for ${Architecture}, and ${type} is ${offered}`
}

function isIn({ properties }: Resource, name: string): boolean {
  return textAt(properties, state) === name
}

function unlessIn(target: Resource, name: string): Refusal | undefined {
  return isIn(target, name) ? undefined : refused(`it is ${textAt(target.properties, state)}, not ${name}`)
}

function withState({ properties }: Resource, name: keyof typeof states): Document {
  return withValue(properties, 'State', { Code: states[name], Name: name })
}
