import { diagnosticTable } from '../../core/diagnostics.js'
import { suggestionText } from '../suggestion.js'

interface Misnamed {
  readonly name: string
  readonly suggestion: string | undefined
}

/** What can be wrong with the examples in a policy. */
export const policyDiagnostics = diagnosticTable({
  'duplicate-test': {
    severity: 'error',
    title: 'Two tests of a policy have the same name',
    message: (p: { name: string }) => `a test named \`${p.name}\` stands above`,
    why: 'A failing test is told by its name.',
    help: () => 'say in the name what this example shows',
    example: {
      wrong: 'tests:\n  - { name: open, expect: violating }\n  - { name: open, expect: compliant }\n',
      right: 'tests:\n  - { name: open, expect: violating }\n  - { name: closed, expect: compliant }\n',
    },
  },
  'test-unknown-property': {
    severity: 'error',
    title: 'An example has a property that the resource type has not',
    message: (p: Misnamed & { type: string }) => `\`${p.type}\` has no property \`${p.name}\``,
    why: 'No real resource looks like this, so the test proves nothing.',
    help: (p: Misnamed) => suggestionText(p.suggestion, "use the vendor's own property names"),
    example: {
      wrong: 'tests:\n  - { name: open, given: { PolicyStatsu: { IsPublic: true } }, expect: violating }\n',
      right: 'tests:\n  - { name: open, given: { PolicyStatus: { IsPublic: true } }, expect: violating }\n',
    },
  },
  'test-wrong-type': {
    severity: 'error',
    title: 'An example has a value that the property cannot have',
    message: (p: { name: string; expected: string; found: string }) =>
      `\`${p.name}\` is ${p.expected}, found ${p.found}`,
    why: 'No real resource looks like this, so the test proves nothing.',
    help: (p: { expected: string }) => `write ${p.expected}`,
    example: {
      wrong: 'tests:\n  - { name: open, given: { PolicyStatus: { IsPublic: "yes" } }, expect: violating }\n',
      right: 'tests:\n  - { name: open, given: { PolicyStatus: { IsPublic: true } }, expect: violating }\n',
    },
  },
  'test-unknown-name': {
    severity: 'error',
    title: 'An example names something that does not exist',
    message: (p: Misnamed & { what: string }) => `there is no ${p.what} \`${p.name}\``,
    why: 'What does not exist cannot be given or be unread, so the test proves nothing.',
    help: (p: Misnamed & { what: string }) => suggestionText(p.suggestion, `name a ${p.what} that exists`),
    example: {
      wrong: 'tests:\n  - { name: unread, unread: [PolicyStatsu], expect: unknown }\n',
      right: 'tests:\n  - { name: unread, unread: [PolicyStatus], expect: unknown }\n',
    },
  },
  'policy-without-tests': {
    severity: 'warning',
    title: 'A policy has no tests',
    message: () => 'the policy has no tests',
    why: 'Nothing shows that it finds what it should and spares what it should.',
    help: () => 'add `tests` with at least a violating and a compliant example',
    example: {
      wrong: 'title: Buckets keep the public out\n',
      right: 'tests:\n  - { name: public, given: { PolicyStatus: { IsPublic: true } }, expect: violating }\n',
    },
  },
})
