import type { Operation, OperationParameter, OperationParameters } from '../../../core/operation.js'
import type { Resource } from '../../../core/resource.js'
import { already } from '../../operating/refusal.js'
import { type Document, documentsIn } from '../../reading/rest-answer.js'
import { nameInArn } from '../arn.js'
import type { AwsResourceType } from '../description.js'
import { type AwsOperationDescription, becomes, defineAwsOperation } from '../operate/aws-operation.js'

const policy: OperationParameter = {
  type: 'string',
  required: true,
  pattern: 'arn:[a-z-]+:iam::(aws|\\d{12}):policy/.+',
  title: 'ARN of the managed policy',
}

/** The operations `attach-policy` and `detach-policy`, which users and roles share. */
export function policyOperations(type: AwsResourceType, principal: 'User' | 'Role'): readonly Operation[] {
  const inverseOf = (verb: string): NonNullable<AwsOperationDescription['inverse']> => {
    return (_, { policy: arn = null }) => ({ operation: `${type.name}.${verb}`, params: { policy: arn } })
  }
  const attach = `Attach${principal}Policy` as const
  const detach = `Detach${principal}Policy` as const
  const inputOf = ({ id }: Resource, params: OperationParameters) => ({
    [`${principal}Name`]: id,
    PolicyArn: params['policy'],
  })
  return [
    defineAwsOperation(type, {
      verb: 'attach-policy',
      title: 'Attach a managed policy',
      calls: [attach],
      risk: 'high',
      params: { policy },
      dependsOn: ['AttachedPolicies'],
      precondition: (target, params) => (isAttached(target, params) ? already('it is attached') : undefined),
      effect: (target, params) => withPolicies(type, target, [...policiesOf(target), attachment(params)]),
      inverse: inverseOf('detach-policy'),
      send: (target, params) => [[attach, inputOf(target, params)]],
    }),
    defineAwsOperation(type, {
      verb: 'detach-policy',
      title: 'Detach a managed policy',
      calls: [detach],
      risk: 'high',
      params: { policy },
      dependsOn: ['AttachedPolicies'],
      precondition: (target, params) => (isAttached(target, params) ? undefined : already('it is not attached')),
      effect: (target, params) =>
        withPolicies(
          type,
          target,
          policiesOf(target).filter(({ PolicyArn }) => PolicyArn !== params['policy']),
        ),
      inverse: inverseOf('attach-policy'),
      send: (target, params) => [[detach, inputOf(target, params)]],
    }),
  ]
}

function policiesOf({ properties }: Resource): readonly Document[] {
  return documentsIn(properties['AttachedPolicies'])
}

function isAttached(target: Resource, params: OperationParameters): boolean {
  return policiesOf(target).some(({ PolicyArn }) => PolicyArn === params['policy'])
}

function attachment({ policy: arn }: OperationParameters): Document {
  return { PolicyName: nameInArn(String(arn)), PolicyArn: arn }
}

function withPolicies(type: AwsResourceType, target: Resource, policies: readonly Document[]) {
  return becomes(type, target, { ...target.properties, AttachedPolicies: policies })
}
