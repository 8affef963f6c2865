import type { ParameterValue } from '../../../../core/policy.js'
import type { Resource } from '../../../../core/resource.js'
import { asDocument, type Document } from '../../../reading/rest-answer.js'
import { isEverybody, isForAll, parsePolicy, statementsOf } from '../../policy-statements.js'

const urlAuthType = 'lambda:FunctionUrlAuthType'

/** The statements of a function's resource policy. */
export function permissionsOf({ properties }: Resource): readonly Document[] {
  return statementsOf(parsePolicy(properties['Policy']))
}

/** True of a statement that lets everybody invoke the function, by the API or by its URL. */
export function isPublic(statement: Document): boolean {
  return isForAll(statement) || (isEverybody(statement['Principal']) && urlTypeOf(statement) === 'NONE')
}

/** What `AddPermission` takes to make the statement again. */
export function permissionOf(statement: Document): Readonly<Record<string, ParameterValue>> {
  const authType = urlTypeOf(statement)
  return {
    StatementId: String(statement['Sid']),
    Action: String(statement['Action']),
    Principal: '*',
    ...(authType !== undefined && { FunctionUrlAuthType: authType }),
  }
}

/** The statement that `AddPermission` makes of its input. */
export function statementOf({ StatementId, Action, FunctionUrlAuthType }: Document, target: Resource): Document {
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: '*',
    Action,
    Resource: target.properties['FunctionArn'],
    ...(FunctionUrlAuthType !== undefined && { Condition: { StringEquals: { [urlAuthType]: FunctionUrlAuthType } } }),
  }
}

/** The policy with other statements; undefined when there are none. */
export function policyWith({ properties }: Resource, statements: readonly Document[]): string | undefined {
  const policy = parsePolicy(properties['Policy']) ?? { Version: '2012-10-17', Id: 'default' }
  return statements.length === 0 ? undefined : JSON.stringify({ ...policy, Statement: statements })
}

/** The value of the one condition that a function's URL asks for; undefined with other conditions. */
function urlTypeOf({ Condition }: Document): string | undefined {
  const conditions = asDocument(Condition) ?? {}
  const equals = asDocument(conditions['StringEquals']) ?? {}
  const isOnly = Object.keys(conditions).length === 1 && Object.keys(equals).length === 1
  const value = equals[urlAuthType]
  return isOnly && typeof value === 'string' ? value : undefined
}
