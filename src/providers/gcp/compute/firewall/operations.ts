import type { Operation } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { textAt } from '../../../operating/document.js'
import { type SettingOperation, settingOperations, type TypeSettings } from '../../../operating/setting-operations.js'
import { textsOf } from '../../../operating/tag-operations.js'
import { gcpRequest, placeOf, requestIdOf } from '../../requests/gcp-request.js'
import { firewall } from './definition.js'

/** Networks with a shorter prefix than this are taken for the internet. */
const shortestPrefix = 8

const rule: TypeSettings = {
  type: firewall.name,
  documentation: `${firewall.documentation}/patch`,
  permissions: ['compute.firewalls.update', 'compute.networks.updatePolicy'],
  request: (target, body, token) => {
    const { scope, name } = placeOf(target)
    return gcpRequest('compute.firewalls.patch', { ...scope, firewall: name, requestId: requestIdOf(token), body })
  },
  idempotency: 'token',
  settlesWithin: 60,
  settings: {
    sourceRanges: {
      path: 'sourceRanges',
      parameter: { type: 'list', title: 'Networks that it applies to' },
      whenAbsent: [],
    },
    disabled: {
      path: 'disabled',
      parameter: { type: 'boolean', title: 'Keep the rule without enforcing it' },
      whenAbsent: false,
    },
    logging: {
      path: 'logConfig.enable',
      parameter: { type: 'boolean', title: 'Log the connections that it decides' },
      whenAbsent: false,
    },
  },
}

const restrictIngress: SettingOperation = {
  verb: 'restrict-ingress',
  title: 'Replace the internet as the source',
  risk: 'high',
  params: { sources: { type: 'list', required: true, title: 'Networks to admit instead' } },
  moves: ['sourceRanges'],
  looksAt: ['direction', 'denied', 'sourceTags', 'sourceServiceAccounts'],
  wanted: ({ sources }, target) => ({
    sourceRanges: [...new Set([...rangesOf(target).filter((range) => !isInternet(range)), ...textsOf(sources)])],
  }),
  holds: (target) => !admitsInternet(target),
  refusal: ({ properties }, params) => {
    if (textAt(properties, 'direction') === 'EGRESS') return 'it is about outbound connections'
    if (textsIn(properties['denied']).length > 0) return 'it denies, and would deny less'
    const sources = textsOf(params['sources'])
    const names = sources.length > 0 && !sources.some(isInternet)
    return names ? undefined : 'sources must name networks, not the internet'
  },
}

const revokeRule: SettingOperation = {
  verb: 'revoke-rule',
  title: 'Stop enforcing the rule, which is kept',
  risk: 'high',
  moves: ['disabled'],
  wanted: () => ({ disabled: true }),
}

const enableLogging: SettingOperation = {
  verb: 'enable-logging',
  title: 'Log the connections that the rule decides',
  risk: 'low',
  moves: ['logging'],
  wanted: () => ({ logging: true }),
}

/** What can be done to firewall rules of a network. */
export const firewallOperations: readonly Operation[] = settingOperations(rule, [
  restrictIngress,
  revokeRule,
  enableLogging,
])

/** A rule without any source is for every source; one with tags or service accounts is for those. */
function admitsInternet(target: Resource): boolean {
  const { properties } = target
  const ranges = rangesOf(target)
  const named = [properties['sourceTags'], properties['sourceServiceAccounts']].flatMap(textsIn)
  return ranges.some(isInternet) || (ranges.length === 0 && named.length === 0)
}

function rangesOf({ properties }: Resource): readonly string[] {
  return textsIn(properties['sourceRanges'])
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function isInternet(range: string): boolean {
  const [, prefix] = range.split('/')
  return prefix !== undefined && Number(prefix) < shortestPrefix
}
