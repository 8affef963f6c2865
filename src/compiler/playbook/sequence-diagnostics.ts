import { diagnosticTable } from '../../core/diagnostics.js'

interface Pair {
  readonly operation: string
  readonly previous: string
}

const listed = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(' and ')

/** What can be wrong with the steps of a playbook taken together, and with what lets targets come to them. */
export const sequenceDiagnostics = diagnosticTable({
  'empty-scope': {
    severity: 'error',
    title: 'No resource is in the scope of a playbook',
    message: (p: { limited: boolean }) =>
      p.limited ? '`scope` holds in none of `limits.environments`' : 'no resource can be in this scope',
    why: 'Every run would find nothing to do.',
    help: (p: { limited: boolean }) =>
      p.limited ? 'name in both the environments that are meant' : 'mend the condition, or leave `scope` out',
    example: {
      wrong: "scope: environment == 'production'\n",
      right: "scope: environment == 'development'\n",
    },
  },
  'unreachable-step': {
    severity: 'error',
    title: 'A step is never done',
    message: (p: { bounds: readonly string[] }) =>
      p.bounds.length === 0
        ? 'this condition is false whatever the target, so the step is never done'
        : `this condition is false of every target that ${listed(p.bounds)} let${p.bounds.length === 1 ? 's' : ''} through, so the step is never done`,
    why: 'What stands in a playbook is taken to be done.',
    help: (p: { bounds: readonly string[] }) =>
      `delete the step, or mend its condition${p.bounds.length === 0 ? '' : ` or ${listed(p.bounds)}`}`,
    example: {
      wrong: 'steps:\n  - operation: enable-versioning\n    when: "1 > 2"\n  - verify: policy\n',
      right: 'steps:\n  - operation: enable-versioning\n    when: resource.Size > 2\n  - verify: policy\n',
    },
  },
  'unreachable-after-wait': {
    severity: 'error',
    title: 'Steps come after a wait that never ends',
    message: () => 'this step and those after it are never done: the wait before them never ends',
    why: 'Every run would wait until its time is up, and fail.',
    help: () => 'mend the condition of the wait',
    example: {
      wrong:
        'steps:\n  - wait: { until: "false", timeout: 1h }\n  - operation: enable-versioning\n  - verify: policy\n',
      right:
        'steps:\n  - wait: { until: resource.Encrypted, timeout: 1h }\n  - operation: enable-versioning\n  - verify: policy\n',
    },
  },
  'constant-check': {
    severity: 'error',
    title: 'A verification or a wait is always the same',
    message: (p: { kind: 'verify' | 'wait'; value: boolean }) => {
      if (p.kind === 'wait')
        return p.value ? 'this always holds, so nothing is waited for' : 'this never holds, so the wait never ends'
      return p.value ? 'this always holds, so nothing is verified' : 'this never holds, so every run fails'
    },
    why: 'What it seems to make sure of is not made sure of, or can never come to be.',
    help: () => 'compare with the state that the steps before it are to bring about',
    example: {
      wrong: 'steps:\n  - operation: enable-versioning\n  - verify: "true"\n',
      right: "steps:\n  - operation: enable-versioning\n  - verify: resource.Versioning.Status == 'Enabled'\n",
    },
  },
  'vacuous-verification': {
    severity: 'warning',
    title: 'A verification looks at nothing that was changed',
    message: (p: { operations: readonly string[]; touched: readonly string[] }) =>
      `this reads nothing that ${listed(p.operations)} ${p.operations.length === 1 ? 'touches' : 'touch'}`,
    why: 'It holds or fails whether or not the steps have done their work, so it proves nothing of it.',
    help: (p: { operations: readonly string[]; touched: readonly string[] }) =>
      `compare with what they touch: ${listed(p.touched)}; or write \`verify: policy\``,
    example: {
      wrong: 'steps:\n  - operation: enable-versioning\n  - verify: resource.Encrypted\n',
      right: "steps:\n  - operation: enable-versioning\n  - verify: resource.Versioning.Status == 'Enabled'\n",
    },
  },
  'contradictory-steps': {
    severity: 'error',
    title: 'A step takes back an earlier one',
    message: (p: Pair) => `\`${p.operation}\` takes back \`${p.previous}\`, which nothing between them needs`,
    why: 'Together they change nothing, and the second may reach the resource before the first has taken effect.',
    help: () => 'drop both, or put a `verify` or a `wait` between them if the way there and back is wanted',
    example: {
      wrong: 'steps:\n  - operation: enable-versioning\n  - operation: suspend-versioning\n  - verify: policy\n',
      right:
        "steps:\n  - operation: enable-versioning\n  - verify: resource.Versioning.Status == 'Enabled'\n  - operation: suspend-versioning\n  - verify: resource.Versioning.Status == 'Suspended'\n",
    },
  },
  'overwritten-step': {
    severity: 'error',
    title: 'A step sets again what an earlier one has set',
    message: (p: Pair) => `\`${p.operation}\` sets to another value what \`${p.previous}\` has set before it`,
    why: 'Only the last value stays, so one of the two is a mistake.',
    help: () => 'keep the one that is meant',
    example: {
      wrong:
        'steps:\n  - operation: set-retention\n    with: { days: 7 }\n  - operation: set-retention\n    with: { days: 9 }\n  - verify: policy\n',
      right: 'steps:\n  - operation: set-retention\n    with: { days: 9 }\n  - verify: policy\n',
    },
  },
  'pointless-step': {
    severity: 'warning',
    title: 'A step repeats an earlier one',
    message: (p: Pair) => `this repeats \`${p.previous}\` with the same values, and nothing between them asks for it`,
    why: 'It changes nothing, or does twice what was to be done once.',
    help: () => 'take one of them out',
    example: {
      wrong: 'steps:\n  - operation: enable-versioning\n  - operation: enable-versioning\n  - verify: policy\n',
      right: 'steps:\n  - operation: enable-versioning\n  - verify: policy\n',
    },
  },
  'step-after-removal': {
    severity: 'error',
    title: 'A step acts on a target that is gone',
    message: (p: Pair) => `\`${p.operation}\` acts on what \`${p.previous}\` has removed`,
    why: 'The step would fail on every target.',
    help: () => 'put it before the removal, or drop it',
    example: {
      wrong:
        'scope: tags.temporary == "true"\nundo: irreversible\nsteps:\n  - operation: delete\n  - operation: enable-versioning\n  - verify: policy\n',
      right: 'scope: tags.temporary == "true"\nundo: irreversible\nsteps:\n  - operation: delete\n  - verify: policy\n',
    },
  },
})
