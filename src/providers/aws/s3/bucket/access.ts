import type { ParameterValue } from '../../../../core/policy.js'
import type { Resource } from '../../../../core/resource.js'
import { textAt } from '../../../operating/document.js'
import { asDocument, type Document, documentsIn } from '../../../reading/rest-answer.js'
import { isEverybody, isForAll, parsePolicy, statementsOf } from '../../policy-statements.js'

/** The groups that hold everybody, and everybody with any AWS account. */
const publicGroups = [
  'http://acs.amazonaws.com/groups/global/AllUsers',
  'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
]

/** The access control list without grants to everybody. */
export function privateAcl({ properties }: Resource): ParameterValue {
  const acl = asDocument(properties['Acl'])
  if (acl === undefined) return null
  const grants = documentsIn(acl['Grants'])
  const kept = grants.filter(({ Grantee }) => !publicGroups.includes(String(asDocument(Grantee)?.['URI'])))
  return (kept.length === grants.length ? acl : { ...acl, Grants: kept }) as ParameterValue
}

/** The bucket policy without statements that let in everybody; null when nothing is left. */
export function privatePolicy({ properties }: Resource): ParameterValue {
  const text = textAt(properties, 'Policy')
  if (text === undefined) return null
  const policy = parsePolicy(text)
  const statements = statementsOf(policy)
  const kept = statements.filter((statement) => !isForAll(statement))
  if (kept.length === statements.length) return text
  return kept.length === 0 ? null : JSON.stringify({ ...policy, Statement: kept })
}

/** True when the policy is public by AWS's own judgement, though no statement lets in everybody without conditions. */
export function isPublicByCondition({ properties }: Resource): boolean {
  const isPublic = asDocument(properties['PolicyStatus'])?.['IsPublic'] === true
  return isPublic && !statementsOf(parsePolicy(properties['Policy'])).some(isForAll)
}

/** The bucket policy with a statement that refuses requests without TLS; as it is when it has one. */
export function policyRequiringHttps(target: Resource): ParameterValue {
  const text = textAt(target.properties, 'Policy')
  const policy = parsePolicy(text) ?? { Version: '2012-10-17' }
  const statements = statementsOf(policy)
  if (text !== undefined && statements.some((statement) => refusesHttp(statement, target))) return text
  return JSON.stringify({ ...policy, Statement: [...statements, httpsStatement(target)] })
}

/** The ARN has the partition of the region. */
function httpsStatement({ id, region }: Resource): Document {
  const arn = `arn:${partitionOf(region)}:s3:::${id}`
  return {
    Sid: 'DenyInsecureTransport',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  }
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

function refusesHttp(
  { Effect, Principal, Action, Resource: resources, Condition }: Document,
  { id }: Resource,
): boolean {
  const conditions = asDocument(Condition) ?? {}
  const only = asDocument(conditions['Bool']) ?? {}
  const byTransport = Object.keys(conditions).length === 1 && String(only['aws:SecureTransport']) === 'false'
  const all = [resources].flat().some((resource) => resource === '*' || String(resource).endsWith(`:::${id}/*`))
  const everyAction = [Action].flat().some((action) => action === 's3:*' || action === '*')
  return Effect === 'Deny' && isEverybody(Principal) && byTransport && everyAction && all
}
