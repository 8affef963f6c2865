import type { CallAspect, Document } from '../description.js'

/** The aspects that users and roles share, differing in one word of their operations. */
export function policyAspects(
  principal: 'User' | 'Role',
): Readonly<Record<'attachedPolicies' | 'inlinePolicies', CallAspect>> {
  const nameMember = `${principal}Name`
  const named = (document: Document) => ({ [nameMember]: document[nameMember] })
  return {
    attachedPolicies: {
      kind: 'call',
      title: 'Managed policies attached to it',
      properties: ['AttachedPolicies'],
      operation: `ListAttached${principal}Policies`,
      input: named,
      result: 'AttachedPolicies[]',
    },
    inlinePolicies: {
      kind: 'call',
      title: 'Policies written into it, with their documents',
      properties: ['InlinePolicies'],
      operation: `List${principal}Policies`,
      input: named,
      result: 'PolicyNames[]',
      each: {
        operation: `Get${principal}Policy`,
        input: (policyName, document) => ({ ...named(document), PolicyName: policyName }),
      },
    },
  }
}
