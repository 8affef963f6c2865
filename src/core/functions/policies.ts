import { functionTopic } from './definition.js'

/** What access policies say, and tags in any vendor's shape. */
export const policyFunctions = functionTopic({
  policyStatements: {
    signatures: ['(document: A): list<PolicyStatement>'],
    doc: 'The statements of an IAM policy, given as an object, as JSON text or as URL-encoded JSON text, in one form.',
    example: "policyStatements(resource.Policy).exists(s, s.Effect == 'Allow' && '*' in s.Action)",
  },
  allowsPublic: {
    signatures: ['(document: A): bool'],
    doc: 'True when the policy allows anyone without a condition that narrows who or where from. No policy allows no one.',
    example: 'allowsPublic(resource.Policy)',
  },
  allowsAction: {
    signatures: ['(document: A, action: string): bool', '(document: A, action: string, resource: string): bool'],
    doc: 'True when some statement allows the action (on the given resource, or on any), wildcards considered, and none denies it outright.',
    example: "allowsAction(resource.PolicyDocument, 'iam:PassRole')",
  },
  allowsEverything: {
    signatures: ['(document: A): bool'],
    doc: 'True when a statement allows every action on every resource without condition.',
    example: 'allowsEverything(resource.Document)',
  },
  deniesInsecureTransport: {
    signatures: ['(document: A): bool'],
    doc: 'True when the policy denies everyone who does not use TLS (`aws:SecureTransport`).',
    example: '!deniesInsecureTransport(resource.Policy)',
  },
  aclAllowsPublic: {
    signatures: ['(acl: A): bool'],
    doc: 'True when an S3 ACL, or its list of grants, grants something to everyone or to every AWS account.',
    example: 'aclAllowsPublic(resource.Acl)',
  },
  tag: {
    signatures: ['(tags: A, key: string): dyn'],
    doc: 'The value of a tag in a map, or in a list of `{Key, Value}`, `{key, value}` or `{TagKey, TagValue}`; null when absent.',
    example: "tag(resource.TagSet, 'Name') == null",
  },
})
