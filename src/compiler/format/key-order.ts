import type { FileKind } from '../load/project-layout.js'

/** A mapping's keys in the order that files show them; `below` orders the mappings under a key, in a list or not. */
export interface KeyOrder {
  readonly keys: readonly string[]
  readonly below?: Readonly<Record<string, KeyOrder>>
}

const exemption: KeyOrder = { keys: ['policies', 'match', 'reason', 'owner', 'expires'] }

const test: KeyOrder = {
  keys: [
    'name',
    'given',
    'tags',
    'params',
    'environment',
    'account',
    'region',
    'links',
    'metrics',
    'unread',
    'now',
    'expect',
  ],
}

const account: KeyOrder = {
  keys: ['name', 'id', 'cloud', 'environment', 'credentials', 'sandbox', 'recording', 'regions', 'params'],
}

/** The order of keys by file kind. Keys that are not listed come last, in the order in which they were written. */
export const keyOrders: Readonly<Record<FileKind, KeyOrder>> = {
  policy: {
    keys: [
      'title',
      'description',
      'resource',
      'severity',
      'pillar',
      'frameworks',
      'rationale',
      'params',
      'applies',
      'violates',
      'message',
      'remediation',
      'exemptions',
      'formerly',
      'tests',
    ],
    below: { tests: test, exemptions: exemption, remediation: { keys: ['playbook', 'text'] } },
  },
  exemption,
  framework: { keys: ['title', 'version', 'source', 'controls'] },
  playbook: {
    keys: ['title', 'description', 'version', 'overrides', 'target', 'scope', 'params', 'limits', 'steps', 'undo'],
    below: {
      overrides: { keys: ['playbook', 'version'] },
      limits: { keys: ['targets', 'environments', 'risk', 'accounts', 'windows', 'protectedTags'] },
      steps: {
        keys: ['name', 'operation', 'verify', 'wait', 'approve', 'notify', 'forEach', 'run', 'query', 'on', 'with'],
      },
    },
  },
  approval: {
    keys: ['playbook', 'digest', 'grantedBy', 'reason', 'environments', 'targets', 'uses', 'rate', 'expires'],
    below: { rate: { keys: ['uses', 'per'] } },
  },
  schedule: { keys: ['playbook', 'params', 'at', 'timeZone', 'missed', 'except'] },
  'price-sheet': { keys: ['title', 'currency', 'accounts', 'regions', 'from', 'until', 'prices'] },
  configuration: {
    keys: [
      'accounts',
      'environments',
      'environmentTags',
      'params',
      'library',
      'store',
      'people',
      'roles',
      'approvalRules',
      'standingApprovalDays',
      'scan',
    ],
    below: { accounts: account, scan: { keys: ['failOn', 'concurrency'] } },
  },
}
