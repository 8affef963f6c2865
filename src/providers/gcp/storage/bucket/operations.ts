import type { Operation } from '../../../../core/operation.js'
import type { ParameterValue } from '../../../../core/policy.js'
import type { Resource } from '../../../../core/resource.js'
import { parseSpan } from '../../../../core/temporal.js'
import { isSame, valueAt } from '../../../operating/document.js'
import { type SettingOperation, settingOperations } from '../../../operating/setting-operations.js'
import { documentsIn } from '../../../reading/rest-answer.js'
import { labelOperations } from '../../label-operations.js'
import { gcpRequest } from '../../requests/gcp-request.js'
import { attachPolicy, makePrivate } from './access-operations.js'
import { bucket } from './definition.js'
import { bucketSettings } from './settings.js'

const blockPublicAccess: SettingOperation = {
  verb: 'block-public-access',
  title: 'Prevent public access, whatever policy and ACLs say',
  risk: 'medium',
  moves: ['publicAccessPrevention'],
  wanted: () => ({ publicAccessPrevention: 'enforced' }),
}

const enableUniformAccess: SettingOperation = {
  verb: 'enable-uniform-access',
  title: 'Decide access by the policy alone; ACLs are kept for 90 days without effect',
  risk: 'medium',
  moves: ['uniformAccess'],
  wanted: () => ({ uniformAccess: true }),
}

const enableVersioning: SettingOperation = {
  verb: 'enable-versioning',
  title: 'Keep the old versions of objects',
  risk: 'low',
  moves: ['versioning'],
  wanted: () => ({ versioning: true }),
}

const enableLogging: SettingOperation = {
  verb: 'enable-logging',
  title: 'Write access logs to another bucket',
  risk: 'low',
  params: {
    bucket: { type: 'string', required: true, title: 'The bucket that takes the logs' },
    prefix: { type: 'string', title: 'What their names begin with; the name of the bucket when left out' },
  },
  moves: ['logging'],
  wanted: (params, target) => ({
    logging: { logBucket: params['bucket'] ?? null, logObjectPrefix: params['prefix'] ?? target.name },
  }),
  refusal: ({ name }, params) => (name === params['bucket'] ? 'a bucket must not log to itself' : undefined),
}

const setRetention: SettingOperation = {
  verb: 'set-retention',
  title: 'Keep objects from deletion for a time',
  risk: 'medium',
  params: { period: { type: 'duration', required: true, title: 'How long, at most 100 years' } },
  moves: ['retentionPolicy'],
  wanted: ({ period }) => ({ retentionPolicy: { retentionPeriod: secondsOf(period) } }),
  holds: ({ properties }, { period }) => valueAt(properties, 'retentionPolicy.retentionPeriod') === secondsOf(period),
  refusal: ({ properties }, { period }) => {
    const isShorter = Number(secondsOf(period)) < Number(valueAt(properties, 'retentionPolicy.retentionPeriod'))
    return isShorter && valueAt(properties, 'retentionPolicy.isLocked') === true
      ? 'its retention is locked and can only be made longer'
      : undefined
  },
}

const setLifecycle: SettingOperation = {
  verb: 'set-lifecycle',
  title: 'Delete objects that have reached an age',
  risk: 'high',
  destructive: true,
  params: { deleteAfterDays: { type: 'integer', required: true, minimum: 1, title: 'The age in days' } },
  moves: ['lifecycle'],
  wanted: ({ deleteAfterDays = null }, target) => {
    const rule = { action: { type: 'Delete' }, condition: { age: deleteAfterDays } }
    const rules = documentsIn(valueAt(target.properties, 'lifecycle.rule')) as readonly ParameterValue[]
    return { lifecycle: { rule: rules.some((other) => isSame(other, rule)) ? rules : [...rules, rule] } }
  },
}

/** What can be done to buckets. */
export const bucketOperations: readonly Operation[] = [
  ...settingOperations(bucketSettings, [
    blockPublicAccess,
    enableUniformAccess,
    enableVersioning,
    enableLogging,
    setRetention,
    setLifecycle,
  ]),
  makePrivate,
  attachPolicy,
  ...labelOperations(bucket, {
    documentation: `${bucket.documentation}/patch`,
    permissions: ['storage.buckets.get', 'storage.buckets.update'],
    idempotency: 'natural',
    request: (target: Resource, { set, removed }) =>
      gcpRequest('storage.buckets.patch', {
        bucket: target.name,
        body: { labels: { ...set, ...Object.fromEntries(removed.map((name) => [name, null])) } },
      }),
  }),
]

function secondsOf(period: ParameterValue | undefined): string {
  return String(parseSpan(String(period))?.seconds ?? 0)
}
