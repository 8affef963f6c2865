import type { Operation, OperationParameters } from '../../../../core/operation.js'
import type { ParameterValue } from '../../../../core/policy.js'
import type { Resource } from '../../../../core/resource.js'
import { valueAt } from '../../../operating/document.js'
import type { SettingOperation } from '../../../operating/setting-operations.js'
import { documentsIn } from '../../../reading/rest-answer.js'
import { awsSettingOperations } from '../../operate/setting-operations.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { parsePolicy } from '../../policy-statements.js'
import { fullBlock, isFullBlock } from '../public-access-block.js'
import { isPublicByCondition, policyRequiringHttps, privateAcl, privatePolicy } from './access.js'
import { bucket } from './definition.js'
import { enableReplication } from './replication.js'
import { bucketSettings } from './settings.js'

const blockPublicAccess: SettingOperation = {
  verb: 'block-public-access',
  title: 'Block public access, whatever policy and access control list say',
  risk: 'medium',
  moves: ['publicAccessBlock'],
  wanted: () => ({ publicAccessBlock: fullBlock }),
  holds: ({ properties }) => isFullBlock(properties['PublicAccessBlock']),
}

const makePrivate: SettingOperation = {
  verb: 'make-private',
  title: 'Take what lets everybody in out of the policy and the access control list; the rest of both stays',
  risk: 'medium',
  moves: ['acl', 'policy'],
  wanted: (_, target) => ({ acl: privateAcl(target), policy: privatePolicy(target) }),
  looksAt: ['PolicyStatus'],
  refusal: (target) =>
    isPublicByCondition(target)
      ? 'its policy is public by a statement with conditions, which a person must judge'
      : undefined,
}

const enableVersioning: SettingOperation = {
  verb: 'enable-versioning',
  title: 'Keep every version of an object; once enabled, versioning can only be suspended',
  risk: 'low',
  moves: ['versioning'],
  wanted: () => ({ versioning: 'Enabled' }),
  irreversible: ({ properties }) => valueAt(properties, 'Versioning.Status') === undefined,
}

const enableEncryption: SettingOperation = {
  verb: 'enable-encryption',
  title: 'Encrypt new objects',
  risk: 'low',
  params: { key: { type: 'string', title: 'KMS key; without one, S3 holds the key' } },
  moves: ['encryption'],
  wanted: (params) => ({ encryption: encryptionWith(params) }),
  holds: (target, { key }) => {
    const algorithm = defaultEncryptionOf(target)?.['SSEAlgorithm']
    return algorithm !== undefined && (key === undefined || defaultEncryptionOf(target)?.['KMSMasterKeyID'] === key)
  },
}

const enableLogging: SettingOperation = {
  verb: 'enable-logging',
  title: 'Log access to another bucket',
  risk: 'low',
  params: {
    bucket: {
      type: 'string',
      required: true,
      pattern: '[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]',
      title: 'Bucket for the logs',
    },
    prefix: { type: 'string', default: '', title: 'What the names of the logs begin with' },
  },
  moves: ['logging'],
  wanted: ({ bucket: name, prefix }) => ({ logging: { TargetBucket: name ?? null, TargetPrefix: prefix ?? '' } }),
  refusal: ({ id }, { bucket: name }) => (id === name ? 'its logs would be logged in turn' : undefined),
}

const setLifecycle: SettingOperation = {
  verb: 'set-lifecycle',
  title: 'Set one lifecycle rule; rules with other names stay',
  risk: 'high',
  destructive: true,
  params: {
    rule: { type: 'string', default: 'escher', title: 'Name of the rule' },
    prefix: { type: 'string', default: '', title: 'Which objects, by the beginning of their names' },
    abortUploadsAfter: { type: 'integer', minimum: 1, title: 'Days after which unfinished uploads go' },
    expireOldVersionsAfter: { type: 'integer', minimum: 1, title: 'Days after which replaced versions go' },
    expireAfter: { type: 'integer', minimum: 1, title: 'Days after which objects go' },
  },
  moves: ['lifecycle'],
  wanted: (params, target) => ({ lifecycle: rulesWith(target, params) }),
  refusal: (_, { abortUploadsAfter, expireOldVersionsAfter, expireAfter }) =>
    [abortUploadsAfter, expireOldVersionsAfter, expireAfter].every((days) => typeof days !== 'number')
      ? 'the rule would do nothing'
      : undefined,
}

const requireHttps: SettingOperation = {
  verb: 'require-https',
  title: 'Refuse requests without TLS, by a further statement of the policy',
  risk: 'medium',
  moves: ['policy'],
  wanted: (_, target) => ({ policy: policyRequiringHttps(target) }),
  refusal: ({ properties: { Policy } }) =>
    Policy !== undefined && parsePolicy(Policy) === undefined ? 'its policy cannot be read' : undefined,
}

/** What can be done to S3 buckets. */
export const bucketOperations: readonly Operation[] = [
  ...awsSettingOperations(bucket, { settings: bucketSettings, settlesWithin: 60 }, [
    blockPublicAccess,
    makePrivate,
    enableVersioning,
    enableEncryption,
    enableLogging,
    enableReplication,
    setLifecycle,
    requireHttps,
  ]),
  ...awsTagOperations(bucket),
]

function encryptionWith({ key }: OperationParameters): ParameterValue {
  const ApplyServerSideEncryptionByDefault =
    typeof key === 'string' ? { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } : { SSEAlgorithm: 'AES256' }
  return { Rules: [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled: typeof key === 'string' }] }
}

function defaultEncryptionOf({ properties }: Resource) {
  const [rule] = documentsIn(valueAt(properties, 'Encryption.Rules'))
  return rule?.['ApplyServerSideEncryptionByDefault'] as Readonly<Record<string, unknown>> | undefined
}

function rulesWith({ properties }: Resource, params: OperationParameters): readonly ParameterValue[] {
  const rules = documentsIn(valueAt(properties, 'Lifecycle.Rules')) as readonly Readonly<
    Record<string, ParameterValue>
  >[]
  const wanted = lifecycleRule(params)
  const isKnown = rules.some(({ ID }) => ID === params['rule'])
  return isKnown ? rules.map((rule) => (rule['ID'] === params['rule'] ? wanted : rule)) : [...rules, wanted]
}

function lifecycleRule(params: OperationParameters): Readonly<Record<string, ParameterValue>> {
  const { rule = '', prefix = '', abortUploadsAfter, expireOldVersionsAfter, expireAfter } = params
  return {
    ID: rule,
    Filter: { Prefix: prefix },
    Status: 'Enabled',
    ...(typeof expireAfter === 'number' && { Expiration: { Days: expireAfter } }),
    ...(typeof expireOldVersionsAfter === 'number' && {
      NoncurrentVersionExpiration: { NoncurrentDays: expireOldVersionsAfter },
    }),
    ...(typeof abortUploadsAfter === 'number' && {
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: abortUploadsAfter },
    }),
  }
}
