import { diagnosticTable } from '../../core/diagnostics.js'
import { suggestionText } from '../suggestion.js'

interface Named {
  readonly id: string
  readonly suggestion: string | undefined
}

/** What can be wrong between files: ids and what refers to them. */
export const resolveDiagnostics = diagnosticTable({
  'duplicate-id': {
    severity: 'error',
    title: 'Two files have the same id',
    message: (p: { id: string; kind: string }) => `the ${p.kind} \`${p.id}\` is defined twice`,
    why: 'The path below the folder, without extension, is the id; findings and exemptions are filed under it.',
    help: () => 'delete or rename one of the files; a `.yaml` and a `.ts` of the same name clash',
  },
  'unknown-resource-type': {
    severity: 'error',
    title: 'A resource type does not exist',
    message: (p: Named) => `the resource type \`${p.id}\` is not known`,
    why: 'Resources of a type that is not known are never read, so nothing would be found or done.',
    help: (p: Named) => suggestionText(p.suggestion, 'choose a type of the catalog'),
    example: { wrong: 'resource: aws.s3.buckets\n', right: 'resource: aws.s3.bucket\n' },
  },
  'unknown-playbook': {
    severity: 'error',
    title: 'A playbook does not exist',
    message: (p: Named) => `there is no playbook \`${p.id}\``,
    why: 'What names it, a remediation, a step, a schedule or an approval, would have nothing to run.',
    help: (p: Named) =>
      suggestionText(p.suggestion, `write \`playbooks/${p.id}.yaml\`, or take out what names the playbook`),
    example: {
      wrong: 'remediation: { playbook: aws/s3/blok }\n',
      right: 'remediation: { text: Block public access. }\n',
    },
  },
  'playbook-for-another-type': {
    severity: 'error',
    title: 'A playbook works on another resource type',
    message: (p: { id: string; target: string; resource: string }) =>
      `the playbook \`${p.id}\` works on \`${p.target}\`, not on \`${p.resource}\``,
    why: 'It could not be applied to these resources.',
    help: (p: { resource: string }) => `name a playbook whose target is \`${p.resource}\``,
  },
  'unknown-framework': {
    severity: 'error',
    title: 'A framework does not exist',
    message: (p: Named) => `there is no framework \`${p.id}\``,
    why: 'The mapping would appear in no compliance report.',
    help: (p: Named) => suggestionText(p.suggestion, `write \`frameworks/${p.id}.yaml\``),
    example: { wrong: 'frameworks: { cis-aws-9: ["2.1.4"] }\n', right: 'frameworks: {}\n' },
  },
  'unknown-control': {
    severity: 'error',
    title: 'A framework has no such control',
    message: (p: Named & { framework: string }) => `\`${p.framework}\` has no control \`${p.id}\``,
    why: 'The mapping would appear in no compliance report.',
    help: (p: Named) =>
      suggestionText(p.suggestion, 'name a control of the framework; a number such as 2.10 needs quotes'),
  },
  'unknown-policy': {
    severity: 'error',
    title: 'No policy has this id or matches this pattern',
    message: (p: Named) =>
      p.id.includes('*') ? `no policy matches the pattern \`${p.id}\`` : `there is no policy \`${p.id}\``,
    why: 'What is said about it here would apply to nothing.',
    help: (p: Named) =>
      suggestionText(p.suggestion, 'check the id: it is the path below `policies/` without extension'),
    example: { wrong: 'params: { "aws/s3/no-such": { days: 3 } }\n', right: 'params: {}\n' },
  },
  'no-such-parameter': {
    severity: 'error',
    title: 'A policy has no such parameter',
    message: (p: { name: string; policy: string; suggestion: string | undefined }) =>
      `the policy \`${p.policy}\` has no parameter \`${p.name}\``,
    why: 'The value would change nothing.',
    help: (p: { suggestion: string | undefined }) =>
      suggestionText(p.suggestion, "name a parameter of the policy's `params`"),
  },
  'parameter-type': {
    severity: 'error',
    title: 'A parameter is given a value of another type',
    message: (p: { name: string; policy: string; expected: string; found: string }) =>
      `the parameter \`${p.name}\` of \`${p.policy}\` is ${p.expected}, found ${p.found}`,
    why: "The default value gives the parameter's type, and the condition was checked against it.",
    help: (p: { expected: string }) => `write ${p.expected}`,
  },
  'former-id-taken': {
    severity: 'error',
    title: 'A former id belongs to another policy',
    message: (p: { id: string }) => `the former id \`${p.id}\` is claimed more than once`,
    why: 'Findings are filed under the oldest id of a policy, so two policies cannot share one.',
    help: () => 'keep the id under `formerly` of the policy that really had it',
  },
  'threshold-looser-than-framework': {
    severity: 'error',
    title: 'A parameter is looser than the mapped control allows',
    message: (p: { name: string; value: number; control: string; bound: string }) =>
      `\`${p.name}\` is ${p.value}, but \`${p.control}\` demands ${p.bound}`,
    why: 'With this value the policy passes what the control forbids, and a report that maps one to the other is false.',
    help: (p: { bound: string }) =>
      `choose a value of ${p.bound}, or take the control out of the policy’s \`frameworks\``,
  },
  'contradictory-policies': {
    severity: 'warning',
    title: 'Two policies cannot both be satisfied',
    message: (p: { other: string }) => `whatever the value, this policy or \`${p.other}\` is violated`,
    why: 'Nobody can mend both findings, and a remediation of one causes the other.',
    help: () => 'decide which one holds, or tell them apart with `applies`',
  },
  'unknown-environment': {
    severity: 'warning',
    title: 'The configuration knows no environment of this name',
    message: (p: { name: string; known: readonly string[]; suggestion: string | undefined }) =>
      `the configuration knows no environment \`${p.name}\``,
    why: 'No account, rule or setting names it, so nothing may ever be in it.',
    help: (p: { known: readonly string[]; suggestion: string | undefined }) =>
      suggestionText(
        p.suggestion,
        `it knows ${p.known.map((one) => `\`${one}\``).join(', ')}; add it under \`environments\` if tags name it`,
      ),
  },
  'unknown-account': {
    severity: 'warning',
    title: 'The configuration has no account of this name',
    message: (p: { name: string; suggestion: string | undefined }) =>
      `the configuration has no account with the name or id \`${p.name}\``,
    why: 'Nothing that Escher reads is in it.',
    help: (p: { suggestion: string | undefined }) =>
      suggestionText(p.suggestion, 'name an account of the configuration, or leave it out'),
  },
  'expired-exemption': {
    severity: 'warning',
    title: 'An exemption has expired',
    message: (p: { expires: string; owner: string }) => `this exemption of ${p.owner} expired on ${p.expires}`,
    why: 'It no longer covers anything; what it covered counts as findings again.',
    help: () => 'mend what it covered and delete it, or agree on a new date',
    example: {
      wrong: 'expires: "2020-01-01"\n',
      right: 'expires: "2999-01-01"\n',
    },
  },
})
