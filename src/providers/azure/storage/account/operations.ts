import type { Operation } from '../../../../core/operation.js'
import type { ParameterValue } from '../../../../core/policy.js'
import type { Resource } from '../../../../core/resource.js'
import { textAt, valueAt, withValue } from '../../../operating/document.js'
import { type SettingOperation, settingOperations, type TypeSettings } from '../../../operating/setting-operations.js'
import { textsOf } from '../../../operating/tag-operations.js'
import { asDocument, type Document, documentsIn } from '../../../reading/rest-answer.js'
import { armIdOf, armRequest } from '../../requests/arm-request.js'
import { azureTagOperations } from '../../tag-operations.js'
import { blobService, enableVersioning, setRetention } from './blob-service.js'
import { account } from './definition.js'

const protocols = ['TLS1_0', 'TLS1_1', 'TLS1_2', 'TLS1_3']
const isNfs = 'properties.isNfsV3Enabled'

const storageAccount: TypeSettings = {
  type: account.name,
  documentation: 'https://learn.microsoft.com/rest/api/storagerp/storage-accounts/update',
  permissions: ['Microsoft.Storage/storageAccounts/write'],
  request: (target, body) =>
    armRequest('PATCH', { path: armIdOf(target), apiVersion: account.description.apiVersion, body: known(body) }),
  settlesWithin: 120,
  settings: {
    supportsHttpsTrafficOnly: {
      path: 'properties.supportsHttpsTrafficOnly',
      parameter: { type: 'boolean', title: 'Refuse plain HTTP' },
      whenAbsent: true,
    },
    minimumTlsVersion: {
      path: 'properties.minimumTlsVersion',
      parameter: { type: 'string', values: protocols, title: 'The oldest TLS version accepted' },
      whenAbsent: 'TLS1_0',
    },
    allowBlobPublicAccess: {
      path: 'properties.allowBlobPublicAccess',
      parameter: { type: 'boolean', title: 'Let containers be made public' },
      whenAbsent: true,
    },
    defaultAction: {
      path: 'properties.networkAcls.defaultAction',
      sends: 'properties.networkAcls',
      parameter: { type: 'string', values: ['Allow', 'Deny'], title: 'What happens to networks that no rule names' },
      whenAbsent: 'Allow',
    },
    ipRules: {
      path: 'properties.networkAcls.ipRules',
      sends: 'properties.networkAcls',
      parameter: { type: 'list', title: 'Networks that are let in, `{ value, action: Allow }`' },
      whenAbsent: [],
    },
  },
}

/** Newer versions of the API than ours have parts of network rules that ours refuses. */
const networkParts = ['bypass', 'defaultAction', 'ipRules', 'virtualNetworkRules', 'resourceAccessRules']

const requireHttps: SettingOperation = {
  verb: 'require-https',
  title: 'Refuse plain HTTP',
  risk: 'medium',
  moves: ['supportsHttpsTrafficOnly'],
  wanted: () => ({ supportsHttpsTrafficOnly: true }),
  looksAt: [isNfs],
  refusal: ({ properties }) =>
    valueAt(properties, isNfs) === true ? 'it serves NFS 3.0, which needs the setting off' : undefined,
}

const requireMinimumTls: SettingOperation = {
  verb: 'require-minimum-tls',
  title: 'Refuse old TLS versions',
  risk: 'medium',
  params: { version: { type: 'string', values: protocols.slice(2), default: 'TLS1_2', title: 'The oldest accepted' } },
  moves: ['minimumTlsVersion'],
  wanted: ({ version }) => ({ minimumTlsVersion: version ?? null }),
  holds: ({ properties }, { version }) =>
    protocols.indexOf(textAt(properties, 'properties.minimumTlsVersion') ?? '') >= protocols.indexOf(String(version)),
}

const blockPublicAccess: SettingOperation = {
  verb: 'block-public-access',
  title: 'Let no container be public',
  risk: 'medium',
  moves: ['allowBlobPublicAccess'],
  wanted: () => ({ allowBlobPublicAccess: false }),
}

const restrictIngress: SettingOperation = {
  verb: 'restrict-ingress',
  title: 'Deny every network that no rule names',
  risk: 'high',
  params: {
    sources: {
      type: 'list',
      default: [],
      title: 'Public addresses or networks to let in besides those that have a rule',
    },
  },
  moves: ['defaultAction', 'ipRules'],
  wanted: ({ sources }, target) => ({ defaultAction: 'Deny', ipRules: rulesWith(target, textsOf(sources)) }),
}

function known(body: Document): Document {
  const rules = asDocument(valueAt(body, 'properties.networkAcls'))
  if (rules === undefined) return body
  const parts = Object.entries(rules).filter(([name]) => networkParts.includes(name))
  return withValue(body, 'properties.networkAcls', Object.fromEntries(parts))
}

function rulesWith({ properties }: Resource, sources: readonly string[]): readonly ParameterValue[] {
  const rules = documentsIn(valueAt(properties, 'properties.networkAcls.ipRules'))
  const added = sources.filter((source) => !rules.some(({ value }) => value === source))
  return [...(rules as readonly ParameterValue[]), ...added.map((value) => ({ value, action: 'Allow' }))]
}

/** What can be done to storage accounts. */
export const accountOperations: readonly Operation[] = [
  ...settingOperations(storageAccount, [requireHttps, requireMinimumTls, blockPublicAccess, restrictIngress]),
  ...settingOperations(blobService, [enableVersioning, setRetention]),
  ...azureTagOperations(account),
]
