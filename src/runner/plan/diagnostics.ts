import { diagnosticTable } from '../../core/diagnostics.js'

/** Diagnostics about what was asked to be planned. */
export const planningDiagnostics = diagnosticTable({
  'playbook-not-found': {
    severity: 'error',
    title: 'There is no such playbook',
    why: 'A plan is made of a playbook of the repository or of the library.',
    message: (p: { id: string }) => `there is no playbook \`${p.id}\``,
    help: () => 'give its path below `playbooks/`, without the extension',
  },
  'no-remedy': {
    severity: 'error',
    title: 'No policy has a playbook as its remedy',
    why: 'A plan for policies takes each policy’s remediation playbook.',
    message: (p: { policies: readonly string[] }) =>
      p.policies.length === 0
        ? 'no policy was selected'
        : `no playbook is the remedy of ${p.policies.slice(0, 5).join(', ')}${p.policies.length > 5 ? ', …' : ''}`,
    help: (p: { policies: readonly string[] }) =>
      p.policies.length === 0
        ? 'give other ids or patterns to `--policy`; `escher scan` names the policies that are violated'
        : 'name one under `remediation.playbook` of the policy, or plan a playbook with `--playbook`',
  },
  'targets-unread': {
    severity: 'warning',
    title: 'Some targets may be missing from the plan',
    why: 'What could not be listed cannot be planned, and is not as wanted for all that.',
    message: (p: { type: string; accounts: readonly string[]; reason: string }) =>
      `\`${p.type}\` was not read whole in ${p.accounts.join(', ')}: ${p.reason}`,
    help: () => 'make it readable, and plan again',
  },
  'no-targets-read': {
    severity: 'error',
    title: 'The targets were not read',
    why: 'That nothing is to do can only be said of what was read.',
    message: (p: { type: string; accounts: readonly string[]; reason: string }) =>
      `\`${p.type}\` was not read whole in ${p.accounts.join(', ')}: ${p.reason}`,
    help: () => 'plan without `--from-snapshot`, or make it readable',
  },
  'resources-unmatched': {
    severity: 'warning',
    title: 'Some resources that were asked for are not there',
    why: 'A name that nothing bears is more likely misspelt than meant.',
    message: (p: Unmatched) => unmatchedText(p),
    help: () => 'compare it with the ids and names that `escher scan` shows',
  },
  'no-resource-selected': {
    severity: 'error',
    title: 'No resource is called so',
    why: 'That nothing is to do can only be said of resources that are there.',
    message: (p: Unmatched) => unmatchedText(p),
    help: () => 'compare it with the ids and names that `escher scan` shows',
  },
})

interface Unmatched {
  readonly resources: readonly string[]
  readonly types: readonly string[]
}

function unmatchedText({ resources, types }: Unmatched): string {
  const quoted = resources.map((resource) => `\`${resource}\``).join(' or ')
  const [first, ...others] = types
  return `no resource of ${first}${others.length > 0 ? ` and ${others.length} other types` : ''} is called ${quoted}`
}
