import { diagnosticTable } from '../../core/diagnostics.js'
import type { Risk } from '../../core/operation.js'

/** Why there is no plan. Errors refuse it; `nothing-to-do` only says that everything is as wanted. */
export const planDiagnostics = diagnosticTable({
  'nothing-to-do': {
    severity: 'info',
    title: 'There is nothing to do',
    why: 'No target needs a change, so there is nothing to approve and nothing to apply.',
    message: (p: { already: number }) =>
      p.already === 0 ? 'no resource was selected' : `${targets(p.already)} as wanted already or out of scope`,
    help: () => 'widen the selection if something was to change',
  },
  'every-target-refused': {
    severity: 'error',
    title: 'No target can be changed',
    why: 'What cannot run, or needs a part that could not be read, is refused rather than guessed.',
    message: (p: { refused: number; reason: string }) =>
      `${targets(p.refused)} refused, the first one since ${p.reason}`,
    help: () => 'read what is missing (`escher scan` names the permission), or change the selection',
  },
  'conflicting-actions': {
    severity: 'error',
    title: 'Two playbooks want opposite things of one resource',
    why: 'Whichever ran last would win, and the policy of the other would be violated again.',
    message: (p: { resource: string; first: string; second: string; about: string }) =>
      `${p.first} and ${p.second} contradict each other on \`${p.resource}\`: ${p.about}`,
    help: (p: { first: string; second: string }) =>
      `plan for one of them, or exempt the resource from ${p.first} or ${p.second}`,
  },
  'too-many-targets': {
    severity: 'error',
    title: 'More targets than the limit',
    why: 'A plan that touches more than was foreseen is more likely a mistake in the selection than a wish.',
    message: (p: { targets: number; limit: number; by: string }) =>
      `${p.targets} targets are more than the ${p.limit} that ${p.by} allows`,
    help: () => 'narrow the selection, for example with `--account`, `--resource` or `--select`',
  },
  'protected-environment': {
    severity: 'error',
    title: 'The environment is protected',
    why: 'A protected environment is only changed by playbooks whose limits name it.',
    message: (p: { targets: number; environment: string }) =>
      `${targets(p.targets)} in the protected environment \`${p.environment}\``,
    help: (p: { environment: string }) => `name \`${p.environment}\` in the playbook's limits, or select other targets`,
  },
  'protected-tag': {
    severity: 'error',
    title: 'The resource bears a protected tag',
    why: 'Whoever set the tag asked that nothing automatic touches the resource.',
    message: (p: { targets: number; tag: string }) => `${targets(p.targets)} protected by the tag \`${p.tag}\``,
    help: () => 'remove the tag first if the resource may be changed',
  },
  'environment-not-allowed': {
    severity: 'error',
    title: "The playbook's limits do not name the environment",
    why: 'A playbook only runs where its author said that it may.',
    message: (p: { targets: number; environment: string }) =>
      `${targets(p.targets)} in the environment \`${p.environment}\`, which the limits do not name`,
    help: () => "add the environment to the playbook's `limits.environments`, or select other targets",
  },
  'account-not-allowed': {
    severity: 'error',
    title: "The playbook's limits do not name the account",
    why: 'A playbook only runs where its author said that it may.',
    message: (p: { targets: number; account: string }) =>
      `${targets(p.targets)} in the account \`${p.account}\`, which the limits do not name`,
    help: () => "add the account to the playbook's `limits.accounts`, or select other targets",
  },
  'plan-over-risk-limit': {
    severity: 'error',
    title: 'The risk is over the limit',
    why: 'Limits bound the harm that a mistaken plan can do.',
    message: (p: { operation: string; risk: Risk; limit: Risk; by: string }) =>
      `\`${p.operation}\` has the risk ${p.risk}, and ${p.by} allows ${p.limit} at most`,
    help: () => 'use a milder operation, or have the limit raised by a reviewed change',
  },
  'destructive-without-filter': {
    severity: 'error',
    title: 'A destructive action without a filter',
    why: 'Data or a running service can be lost on everything that the playbook can be pointed at.',
    message: (p: { playbook: string; operation: string }) =>
      `\`${p.operation}\` of ${p.playbook} is destructive, and nothing narrows what it is done to`,
    help: () => 'give `--select` or `--resource`, plan for a policy, or give the playbook a `scope`',
  },
  'outside-window': {
    severity: 'error',
    title: 'No window opens before the plan expires',
    why: 'The playbook says when it may run.',
    message: (p: { playbook: string; until: string }) => `no window of ${p.playbook} opens until ${p.until}`,
    help: () => 'plan closer to the next window',
  },
  'critical-without-window': {
    severity: 'error',
    title: 'A critical plan needs a window',
    why: 'What can do the worst harm is only done at an hour that was agreed on.',
    message: (p: { playbook: string }) => `the plan's risk is critical, and ${p.playbook} has no windows`,
    help: () => "add `windows` to the playbook's limits",
  },
  'undeclared-parameter': {
    severity: 'error',
    title: 'The playbook has no such parameter',
    why: 'Only what the playbook declares can be given.',
    message: (p: { name: string; playbook: string; known: readonly string[] }) =>
      `${p.playbook} has no parameter \`${p.name}\``,
    help: (p: { known: readonly string[] }) =>
      p.known.length === 0 ? 'it takes none' : `it takes ${p.known.join(', ')}`,
  },
  'parameter-outside-bound': {
    severity: 'error',
    title: 'The value is outside the bound of the parameter',
    why: 'Bounds say how far a run may depart from what was reviewed.',
    message: (p: { name: string; value: string; bound: string }) =>
      `\`${p.name}\` is ${p.value}, and must be ${p.bound}`,
    help: () => 'give a value inside the bound, or have it widened by a reviewed change',
  },
  'missing-parameter': {
    severity: 'error',
    title: 'A parameter has no value',
    why: 'A required parameter without a default must be given.',
    message: (p: { name: string; playbook: string }) => `the parameter \`${p.name}\` of ${p.playbook} has no value`,
    help: (p: { name: string }) => `give it: \`--with ${p.name}=…\``,
  },
  'plan-unreadable': {
    severity: 'error',
    title: 'This is no plan',
    why: 'Only what `escher plan` wrote can be shown, approved and applied.',
    message: (p: { problem: string }) => `this is no plan: ${p.problem}`,
    help: () => 'give a file that `escher plan --out` wrote',
  },
})

function targets(count: number): string {
  return count === 1 ? '1 target is' : `${count} targets are`
}
