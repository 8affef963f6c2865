import type { Operation, OperationParameters, Risk } from '../../../../core/operation.js'
import type { Resource } from '../../../../core/resource.js'
import { already, refused } from '../../../operating/refusal.js'
import { textsOf } from '../../../operating/tag-operations.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'
import { becomes, defineAwsOperation } from '../../operate/aws-operation.js'
import { awsTagOperations } from '../../operate/tag-operations.js'
import { policyOperations } from '../policy-operations.js'
import { deleteConsolePassword } from './console-password.js'
import { user } from './definition.js'

type Status = 'Active' | 'Inactive'

const deactivate = switchKeys({
  verb: 'deactivate-access-key',
  title: 'Deactivate access keys',
  keys: 'Ids of the keys; when left out, all that are active',
  risk: 'high',
  to: 'Inactive',
})

const activate = switchKeys({
  verb: 'activate-access-key',
  title: 'Activate access keys again',
  keys: 'Ids of the keys; when left out, all that are inactive',
  risk: 'high',
  to: 'Active',
})

/** What can be done to IAM users. */
export const userOperations: readonly Operation[] = [
  deactivate,
  activate,
  deleteConsolePassword,
  ...policyOperations(user, 'User'),
  ...awsTagOperations(user),
]

interface Switch {
  readonly verb: string
  readonly title: string
  readonly keys: string
  readonly risk: Risk
  readonly to: Status
}

/** Each of the two operations is the other's inverse, for the keys that it really switched. */
function switchKeys({ verb, title, keys, risk, to }: Switch): Operation {
  const opposite = to === 'Active' ? 'deactivate-access-key' : 'activate-access-key'
  return defineAwsOperation(user, {
    verb,
    title,
    calls: ['UpdateAccessKey'],
    risk,
    params: { keys: { type: 'list', title: keys } },
    dependsOn: ['AccessKeys'],
    precondition: (target, params) => {
      const unknown = textsOf(params['keys']).find(
        (key) => !keysOf(target).some(({ AccessKeyId }) => AccessKeyId === key),
      )
      if (unknown !== undefined) return refused(`it has no key ${unknown}`)
      return switched(target, params, to).length > 0 ? undefined : already(`no such key is not ${to.toLowerCase()}`)
    },
    effect: (target, params) => {
      const moved = switched(target, params, to)
      const AccessKeys = keysOf(target).map((key) => (moved.includes(key) ? { ...key, Status: to } : key))
      return becomes(user, target, { ...target.properties, AccessKeys })
    },
    inverse: (before, params) => ({
      operation: `${user.name}.${opposite}`,
      params: { keys: switched(before, params, to).map(({ AccessKeyId }) => String(AccessKeyId)) },
    }),
    send: (target, params) =>
      switched(target, params, to).map(({ AccessKeyId }) => [
        'UpdateAccessKey',
        { UserName: target.id, AccessKeyId, Status: to },
      ]),
  })
}

function keysOf({ properties }: Resource): readonly Document[] {
  return documentsIn(properties['AccessKeys'])
}

/** The keys that the operation is about and that are not as wanted yet. */
function switched(target: Resource, { keys }: OperationParameters, to: Status): readonly Document[] {
  const wanted = textsOf(keys)
  return keysOf(target).filter(
    ({ AccessKeyId, Status }) => Status !== to && (!Array.isArray(keys) || wanted.includes(String(AccessKeyId))),
  )
}
