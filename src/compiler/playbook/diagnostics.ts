import { diagnosticTable } from '../../core/diagnostics.js'
import type { Risk } from '../../core/operation.js'
import type { ParameterValue } from '../../core/policy.js'
import { suggestionText } from '../suggestion.js'

interface Received {
  readonly name: string
  readonly receiver: string
  readonly expected: string
  readonly found: string
}

const listed = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ')

/** What can be wrong with playbooks beyond their shape. */
export const playbookDiagnostics = diagnosticTable({
  'unknown-operation': {
    severity: 'error',
    title: 'A resource type has no such operation',
    message: (p: { name: string; type: string; verbs: readonly string[]; suggestion: string | undefined }) =>
      `\`${p.type}\` has no operation \`${p.name}\``,
    why: 'Steps are operations that Escher knows, with their effects and inverses; there is no other way to act.',
    help: (p: { verbs: readonly string[]; suggestion: string | undefined }) =>
      suggestionText(p.suggestion, p.verbs.length > 0 ? `it has ${listed(p.verbs)}` : 'it has no operations yet'),
    example: {
      wrong: 'steps:\n  - operation: enable-versionin\n  - verify: policy\n',
      right: 'steps:\n  - operation: enable-versioning\n  - verify: policy\n',
    },
  },
  'operation-for-another-type': {
    severity: 'error',
    title: 'An operation is for another resource type',
    message: (p: { name: string; type: string; other: string }) =>
      `\`${p.name}\` works on \`${p.other}\`, not on \`${p.type}\``,
    why: 'It could not be performed on what the step acts on.',
    help: (p: { other: string }) => `name with \`on\` a link or a query that leads to \`${p.other}\``,
    example: {
      wrong: 'steps:\n  - operation: aws.ec2.volume.tag\n    with: { tags: { a: b } }\n  - verify: policy\n',
      right: 'steps:\n  - operation: enable-versioning\n  - verify: policy\n',
    },
  },
  'unknown-subject': {
    severity: 'error',
    title: 'A step acts on something that does not exist',
    message: (p: { on: string; known: readonly string[]; suggestion: string | undefined }) =>
      `there is no link, no query and no step that makes something \`${p.on}\``,
    why: 'A step acts on its target, on what a link of the target leads to, or on what an earlier step found or made.',
    help: (p: { known: readonly string[]; suggestion: string | undefined }) =>
      suggestionText(p.suggestion, p.known.length > 0 ? `there is ${listed(p.known)}` : 'leave `on` out'),
    example: {
      wrong: 'steps:\n  - operation: enable-versioning\n    on: links.copies\n  - verify: policy\n',
      right: 'steps:\n  - operation: enable-versioning\n  - verify: policy\n',
    },
  },
  'on-without-condition': {
    severity: 'error',
    title: 'A step names a resource and asks nothing about it',
    message: () => '`on` has no meaning here',
    why: 'Policies are verified on the target, and a pause is one for everything; only a condition is asked of `item`.',
    help: () => 'write a condition on `item`, or leave `on` out',
    example: {
      wrong:
        'target: aws.ec2.volume\nsteps:\n  - operation: set-retention\n    on: links.copies\n    with: { days: 7 }\n  - verify: policy\n    on: links.copies\n',
      right:
        'target: aws.ec2.volume\nsteps:\n  - operation: set-retention\n    on: links.copies\n    with: { days: 7 }\n  - verify: item.Size == 7\n    on: links.copies\n',
    },
  },
  'no-such-value': {
    severity: 'error',
    title: 'A step gives a value that nothing takes',
    message: (p: { name: string; receiver: string; suggestion: string | undefined }) =>
      `\`${p.receiver}\` takes no \`${p.name}\``,
    why: 'The value would change nothing.',
    help: (p: { suggestion: string | undefined }) => suggestionText(p.suggestion, 'leave it out'),
    example: {
      wrong: 'steps:\n  - operation: set-retention\n    with: { dayz: 7, days: 7 }\n  - verify: policy\n',
      right: 'steps:\n  - operation: set-retention\n    with: { days: 7 }\n  - verify: policy\n',
    },
  },
  'missing-value': {
    severity: 'error',
    title: 'A step leaves out a value that is needed',
    message: (p: { name: string; title: string; receiver: string }) => `\`${p.receiver}\` needs \`${p.name}\``,
    why: 'Without it, the step would be refused on every target.',
    help: (p: { name: string; title: string }) => `add \`${p.name}\` under \`with\`: ${p.title}`,
    example: {
      wrong: 'steps:\n  - operation: set-retention\n  - verify: policy\n',
      right: 'steps:\n  - operation: set-retention\n    with: { days: 7 }\n  - verify: policy\n',
    },
  },
  'value-out-of-bounds': {
    severity: 'error',
    title: 'A step gives a value that is not taken',
    message: (p: Received) => `\`${p.name}\` of \`${p.receiver}\` must be ${p.expected}, found ${p.found}`,
    why: 'The step would be refused on every target.',
    help: (p: Received) => `give ${p.expected}`,
    example: {
      wrong: 'steps:\n  - operation: set-retention\n    with: { days: 400 }\n  - verify: policy\n',
      right: 'steps:\n  - operation: set-retention\n    with: { days: 365 }\n  - verify: policy\n',
    },
  },
  'extension-exceeds-bound': {
    severity: 'error',
    title: 'A parameter may be set to a value that a step does not take',
    message: (p: Received & { through: string; choices: readonly ParameterValue[] }) =>
      `\`params.${p.through}\` can be ${p.found}, but \`${p.name}\` of \`${p.receiver}\` must be ${p.expected}`,
    why: 'An executor inside the bounds would get a run that is refused.',
    help: (p: Received & { through: string; choices: readonly ParameterValue[] }) =>
      p.choices.length > 0
        ? `write \`extend: { choice: ${JSON.stringify(p.choices).replaceAll(',', ', ')} }\` for \`params.${p.through}\``
        : `narrow \`params.${p.through}\` to what is ${p.expected}`,
    example: {
      wrong:
        'params: { keep: { type: integer, title: Days, default: 7, extend: { range: [1, 400] } } }\nsteps:\n  - operation: set-retention\n    with: { days: "{{ params.keep }}" }\n  - verify: policy\n',
      right:
        'params: { keep: { type: integer, title: Days, default: 7, extend: { range: [1, 30] } } }\nsteps:\n  - operation: set-retention\n    with: { days: "{{ params.keep }}" }\n  - verify: policy\n',
    },
  },
  'invalid-extension': {
    severity: 'error',
    title: 'What may be changed of a parameter makes no sense',
    message: (p: { name: string; problem: string; instead: string }) => `\`${p.name}\`: ${p.problem}`,
    why: 'Executors could not use it, or could set what the parameter does not allow.',
    help: (p: { instead: string }) => p.instead,
    example: {
      wrong: 'params: { keep: { type: integer, title: Days, default: 7, extend: { range: [30, 1] } } }\n',
      right: 'params: { keep: { type: integer, title: Days, default: 7, extend: { range: [1, 30] } } }\n',
    },
  },
  'unused-parameter': {
    severity: 'warning',
    title: 'Nothing uses a parameter',
    message: (p: { name: string }) => `nothing uses \`params.${p.name}\``,
    why: 'Whoever sets it would think that it makes a difference.',
    help: (p: { name: string }) => `use it, as \`{{ params.${p.name} }}\` or in a condition, or take it out`,
    example: {
      wrong: 'params: { keep: { type: integer, title: Days, default: 7, extend: { range: [1, 30] } } }\n',
      right:
        'params: { keep: { type: integer, title: Days, default: 7, extend: { range: [1, 30] } } }\nsteps:\n  - operation: set-retention\n    with: { days: "{{ params.keep }}" }\n  - verify: policy\n',
    },
  },
  'default-out-of-bounds': {
    severity: 'error',
    title: 'The default of a parameter is outside of its own bounds',
    message: (p: { name: string; value: ParameterValue; expected: string }) =>
      `the default of \`${p.name}\` must be ${p.expected}, found \`${JSON.stringify(p.value)}\``,
    why: 'Whoever writes the default out would be refused.',
    help: (p: { expected: string }) => `choose a default that is ${p.expected}`,
    example: {
      wrong: 'params: { keep: { type: integer, title: Days, default: 90, extend: { range: [1, 30] } } }\n',
      right: 'params: { keep: { type: integer, title: Days, default: 30, extend: { range: [1, 30] } } }\n',
    },
  },
  'unverified-step': {
    severity: 'error',
    title: 'Nothing verifies what a step has done',
    message: (p: { operation: string; bystander: string | undefined }) =>
      p.bystander === undefined
        ? `nothing after \`${p.operation}\` verifies it`
        : `nothing after \`${p.operation}\` verifies it: no operation acts on what \`${p.bystander}\` finds`,
    why: 'A call that succeeded is not yet the state that was wanted; without a check, nothing would be undone either.',
    help: () =>
      'add `- verify: policy` or a condition after it, in the same list; under `when`, the same `when` as the step has',
    example: {
      wrong: 'steps:\n  - operation: enable-versioning\n',
      right: "steps:\n  - operation: enable-versioning\n  - verify: resource.Versioning.Status == 'Enabled'\n",
    },
  },
  'irreversible-not-said': {
    severity: 'error',
    title: 'A step cannot be undone, and the playbook does not say so',
    message: (p: { operation: string }) => `\`${p.operation}\` cannot be undone`,
    why: 'Whoever approves the playbook must know that there is no way back.',
    help: () => 'add `undo: irreversible` to the step or to the playbook',
    example: {
      wrong: 'scope: tags.temporary == "true"\nsteps:\n  - operation: delete\n  - verify: policy\n',
      right:
        'scope: tags.temporary == "true"\nsteps:\n  - operation: delete\n    undo: irreversible\n  - verify: policy\n',
    },
  },
  'risk-over-limit': {
    severity: 'error',
    title: 'A step is riskier than the limits allow',
    message: (p: { operation: string; risk: Risk; limit: Risk }) =>
      `\`${p.operation}\` is of ${p.risk} risk, the limit is ${p.limit}`,
    why: 'Every run would be refused; or the limit is meant, and the step is a mistake.',
    help: (p: { risk: Risk }) => `raise \`limits.risk\` to ${p.risk} if that is wanted, or choose another operation`,
    example: {
      wrong:
        'limits: { targets: 5, environments: [development], risk: low }\nsteps:\n  - operation: set-retention\n    with: { days: 7 }\n  - verify: policy\n',
      right:
        'limits: { targets: 5, environments: [development], risk: medium }\nsteps:\n  - operation: set-retention\n    with: { days: 7 }\n  - verify: policy\n',
    },
  },
  'run-beyond-limits': {
    severity: 'error',
    title: 'A playbook runs another whose limits leave nothing',
    message: (p: {
      what: 'environments' | 'accounts'
      outer: string
      inner: string
      allowed: readonly string[]
      own: readonly string[]
    }) =>
      `\`${p.inner}\` may run in the ${p.what} ${listed(p.own)} only, and \`${p.outer}\` with what it runs in ${listed(p.allowed)} only`,
    why: 'The limits of all playbooks of a run hold for all of it, so every run would be refused.',
    help: (p: { what: string }) => `name the ${p.what} that are meant in the limits of both`,
  },
  'run-over-risk-limit': {
    severity: 'error',
    title: 'A step is riskier than the limits of another playbook of the run',
    message: (p: { operation: string; risk: Risk; of: string; limit: Risk; limiting: string }) =>
      `\`${p.operation}\` of \`${p.of}\` is of ${p.risk} risk, the limit of \`${p.limiting}\` is ${p.limit}`,
    why: 'The limits of all playbooks of a run hold for all of it, so every run with this step would be refused.',
    help: (p: { risk: Risk; limiting: string }) =>
      `raise \`limits.risk\` of \`${p.limiting}\` to ${p.risk} if that is wanted, or run another playbook`,
  },
  'destructive-without-scope': {
    severity: 'error',
    title: 'A destructive step has no filter',
    message: (p: { operation: string }) => `\`${p.operation}\` can lose data, and the playbook has no scope`,
    why: 'Pointed at the wrong resources, it would destroy them.',
    help: () => 'add `scope` with a condition on what may be lost, or a required parameter with `extend: selector`',
    example: {
      wrong: 'steps:\n  - operation: delete\n    undo: irreversible\n  - verify: policy\n',
      right:
        'scope: tags.temporary == "true"\nsteps:\n  - operation: delete\n    undo: irreversible\n  - verify: policy\n',
    },
  },
  'duplicate-step': {
    severity: 'error',
    title: 'Two steps of a playbook have the same name',
    message: (p: { name: string }) => `a step named \`${p.name}\` stands above`,
    why: 'The records of a run tell steps apart by their names.',
    help: () => 'give each step a name of its own, or leave the names out',
    example: {
      wrong: 'steps:\n  - notify: Begins\n    name: say\n  - notify: Ends\n    name: say\n',
      right: 'steps:\n  - notify: Begins\n    name: begin\n  - notify: Ends\n    name: end\n',
    },
  },
  'falling-ramp': {
    severity: 'error',
    title: 'The waves of a ramp do not grow',
    message: (p: { size: string; previous: string }) => `the wave of ${p.size} comes after one of ${p.previous}`,
    why: 'A ramp goes from few targets to many, so that a mistake shows while it is small; shares come after numbers.',
    help: () => 'write the sizes in rising order: `[1, 10, 50%]`',
    example: {
      wrong: 'steps:\n  - forEach: { ramp: [10, 1], steps: [{ operation: enable-versioning }, { verify: policy }] }\n',
      right:
        'steps:\n  - forEach: { ramp: [1, 10, 50%], steps: [{ operation: enable-versioning }, { verify: policy }] }\n',
    },
  },
  'nested-for-each': {
    severity: 'error',
    title: 'A `forEach` stands in another',
    message: () => 'targets that are taken in waves cannot be taken in waves again',
    why: 'The outer one has decided already which target is taken when.',
    help: () => 'put the steps into the outer `forEach`',
    example: {
      wrong: 'steps:\n  - forEach: { ramp: [1], steps: [{ forEach: { ramp: [1], steps: [{ notify: Hello }] } }] }\n',
      right: 'steps:\n  - forEach: { ramp: [1], steps: [{ notify: Hello }] }\n',
    },
  },
  'second-for-each': {
    severity: 'error',
    title: 'A playbook has two `forEach`',
    message: () => 'there is a `forEach` before it, whose waves all steps are taken in',
    why: 'Every target goes through all steps of a playbook when its turn has come, so there is one order of turns.',
    help: () => 'put the steps of both into one `forEach`, or into two playbooks',
    example: {
      wrong:
        'steps:\n  - forEach: { ramp: [1], steps: [{ notify: Hello }] }\n  - forEach: { ramp: [5], steps: [{ notify: Bye }] }\n',
      right: 'steps:\n  - forEach: { ramp: [1], steps: [{ notify: Hello }, { notify: Bye }] }\n',
    },
  },
  'step-outside-waves': {
    severity: 'error',
    title: 'Something is done outside of the waves',
    message: (p: { kind: 'operation' | 'run' }) => `this \`${p.kind}\` stands beside a \`forEach\``,
    why: 'Every target goes through all steps of a playbook when its turn has come, so this would be done in the waves as well.',
    help: () => 'put it into the `forEach`',
    example: {
      wrong:
        'steps:\n  - operation: enable-versioning\n  - forEach: { ramp: [1], steps: [{ operation: enable-encryption }, { verify: policy }] }\n  - verify: policy\n',
      right:
        'steps:\n  - forEach:\n      ramp: [1]\n      steps: [{ operation: enable-versioning }, { operation: enable-encryption }, { verify: policy }]\n',
    },
  },
  'unknown-time-zone': {
    severity: 'error',
    title: 'A time zone does not exist',
    message: (p: { name: string }) => `there is no time zone \`${p.name}\``,
    why: 'It could not be told when it is this time.',
    help: () => 'write an IANA name such as `Europe/Berlin` or `UTC`',
    example: {
      wrong:
        'limits:\n  targets: 5\n  environments: [development]\n  risk: medium\n  windows: [{ days: [monday], from: "08:00", to: "18:00", timeZone: Europe/Berln }]\n',
      right:
        'limits:\n  targets: 5\n  environments: [development]\n  risk: medium\n  windows: [{ days: [monday], from: "08:00", to: "18:00", timeZone: Europe/Berlin }]\n',
    },
  },
  'remediation-does-not-fix': {
    severity: 'error',
    title: 'A playbook does not mend what the policy finds',
    message: (p: { playbook: string; example: string; because: string }) =>
      `\`${p.playbook}\` leaves the example “${p.example}” violating: ${p.because}`,
    why: 'People would apply it, and the finding would be there again.',
    help: () => 'mend the playbook, name another one, or mend the example if no real resource looks like it',
  },
  'remediation-not-provable': {
    severity: 'warning',
    title: 'Nothing shows that a playbook mends what the policy finds',
    message: (p: {
      playbook: string
      examples: readonly { readonly example: string; readonly because: string }[]
      /** Whether that is all of the violating examples. */
      all: boolean
    }) => {
      const where = p.all ? 'any violating example' : 'every violating example'
      const reasons = p.examples.map(({ example, because }) => `on “${example}”: ${because}`)
      return `\`${p.playbook}\` cannot be tried on ${where}; ${reasons.join('; ')}`
    },
    why: 'The examples of a policy are the proof of its remediation; these say too little, or lie outside of it.',
    help: () =>
      'add to the example what the operations look at; if the playbook is not meant for it, leave it out or widen `scope`',
  },
  'extension-defeats-policy': {
    severity: 'error',
    title: 'A parameter may be set so that the playbook no longer mends',
    message: (p: { name: string; policy: string; value: string; example: string }) =>
      `with \`${p.name}: ${p.value}\`, the example “${p.example}” of \`${p.policy}\` stays violating`,
    why: 'An executor inside the bounds would apply the playbook, and the finding would be there again.',
    help: () => 'narrow `extend` to the values with which the policy is satisfied',
  },
  'override-not-said': {
    severity: 'error',
    title: 'A playbook has the id of a playbook of the library',
    message: (p: { id: string; version: number | undefined }) => `\`${p.id}\` is also a playbook of the library`,
    why: 'Policies of the library would run another playbook than the one that comes with them.',
    help: (p: { id: string; version: number | undefined }) =>
      `rename the file, or say that it replaces the other: \`overrides: { playbook: ${p.id}, version: ${p.version ?? 1} }\``,
  },
  'override-of-nothing': {
    severity: 'error',
    title: 'A playbook replaces nothing',
    message: (p: { id: string; exists: boolean }) =>
      p.exists ? `a file replaces the playbook of its own id, \`${p.id}\`` : `the library has no playbook \`${p.id}\``,
    why: 'Whoever reads it would think that another playbook is no longer run.',
    help: () => 'give the file the id of the playbook that it replaces, or leave `overrides` out',
    example: { wrong: 'overrides: { playbook: aws/s3/gone, version: 1 }\n', right: 'version: 1\n' },
  },
  'override-of-another-version': {
    severity: 'error',
    title: 'The library has another version of the playbook that is replaced',
    message: (p: { id: string; version: number; said: string }) =>
      `it replaces version ${p.said} of \`${p.id}\`, the library has version ${p.version}`,
    why: 'The library has changed the playbook since; what changed may be needed in the replacement too.',
    help: (p: { version: number }) => `look at what changed, then write \`version: ${p.version}\``,
  },
  'run-cycle': {
    severity: 'error',
    title: 'A playbook runs itself',
    message: (p: { cycle: readonly string[] }) =>
      `the playbooks run in a circle: ${p.cycle.map((id) => `\`${id}\``).join(' → ')}`,
    why: 'The run would never end.',
    help: () => 'take one of the `run` steps out',
  },
})
