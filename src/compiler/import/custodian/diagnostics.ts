import { diagnosticTable } from '../../../core/diagnostics.js'
import type { RefusalCode } from './refusal.js'

interface Refused {
  readonly subject: string
  readonly reason: string
}

const cannot =
  'The policy is not converted, because a policy without one of its filters would find resources that the original does not.'

/** What can come up when Cloud Custodian policies are converted. */
export const custodianDiagnostics = diagnosticTable({
  'custodian-file': {
    severity: 'error',
    title: 'The file holds no Cloud Custodian policies',
    message: () => 'there is no list of `policies` here',
    why: 'Custodian keeps policies in a list under `policies`, each with `name`, `resource` and `filters`.',
    help: () => 'name a Custodian policy file',
    example: { wrong: 'policies: none\n', right: 'policies: [{ name: all, resource: ec2 }]\n' },
  },
  'custodian-policy': {
    severity: 'error',
    title: 'A Custodian policy lacks its name or resource',
    message: (p: { missing: string }) => `the policy has no \`${p.missing}\``,
    why: 'The name becomes the id of the converted policy, the resource says what its filters speak of.',
    help: () => 'complete the policy as `custodian validate` asks for',
  },
  'custodian-duplicate': {
    severity: 'error',
    title: 'Two Custodian policies get the same id',
    message: (p: { id: string }) => `another policy is already converted to \`${p.id}\``,
    why: 'The id of a policy is the path of its file.',
    help: () => 'rename one of the two',
  },
  'custodian-resource': {
    severity: 'error',
    title: 'The resource type is not in the catalogue',
    message: (p: { resource: string }) => `no resource type is known as \`${p.resource}\``,
    why: 'Conditions are checked against the shape of a resource, so there is none for a type whose shape is not known.',
    help: () =>
      '`docs/reference/types.md` lists the types; a type can be added as `docs/adding-a-resource-type.md` says',
  },
  'custodian-filter': {
    severity: 'error',
    title: 'A filter cannot be converted',
    message: (p: Refused) => `\`${p.subject}\` cannot be converted: ${p.reason}`,
    why: cannot,
    help: () => 'write this part of the condition by hand; `docs/custodian.md` shows what each filter becomes',
  },
  'custodian-filter-option': {
    severity: 'error',
    title: 'An option of a filter cannot be converted',
    message: (p: Refused) => `\`${p.subject}\` cannot be converted: ${p.reason}`,
    why: cannot,
    help: () => 'write this part of the condition by hand; `docs/custodian.md` lists the options that are converted',
  },
  'custodian-key': {
    severity: 'error',
    title: 'A key cannot be converted',
    message: (p: Refused) => `the key \`${p.subject}\` cannot be converted: ${p.reason}`,
    why: cannot,
    help: () => 'write the condition by hand with the list functions of the condition language',
  },
  'custodian-property': {
    severity: 'error',
    title: 'A key names a property that the resource type does not have',
    message: (p: Refused) => `\`${p.subject}\`: ${p.reason}`,
    why: 'Custodian reads a misspelt property as absent, so the filter never matches, or always.',
    help: () => 'correct the key',
  },
  'custodian-value': {
    severity: 'error',
    title: 'A value cannot be converted',
    message: (p: Refused) => `the value \`${p.subject}\` cannot be converted: ${p.reason}`,
    why: cannot,
    help: () => 'correct the value',
  },
  'custodian-pattern': {
    severity: 'error',
    title: 'A regular expression cannot be converted',
    message: (p: Refused) => `the pattern \`${p.subject}\` cannot be converted: ${p.reason}`,
    why: 'Conditions take linear time whatever the resource holds, so their patterns are those of RE2.',
    help: () => 'split the pattern into several conditions joined by `&&`, `||` and `!`',
  },
  'custodian-query': {
    severity: 'error',
    title: 'A policy chooses resources outside its filters',
    message: (p: { key: string }) => `\`${p.key}\` chooses among resources before the filters do`,
    why: cannot,
    help: () => 'turn it into filters, or choose accounts, regions and types when scanning',
  },
  'custodian-ignored': {
    severity: 'warning',
    title: 'A part of a Custodian policy is left out',
    message: (p: { key: string; instead: string }) => `\`${p.key}\` is left out: ${p.instead}`,
    why: 'The converted policy says which resources violate it, and only that.',
    help: (p: { instead: string }) => p.instead,
  },
  'custodian-constant': {
    severity: 'warning',
    title: 'A filter does not depend on the resource',
    message: (p: { verdict: string }) => `the filters ${p.verdict}`,
    why: 'Custodian takes a comparison of different kinds, such as a text with a number, for false without a word.',
    help: () => 'compare the property with a value of its own type',
  },
}) satisfies { report: (code: RefusalCode, parameters: never) => unknown }
