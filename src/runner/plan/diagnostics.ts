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
    help: () => 'name one under `remediation.playbook` of the policy, or plan a playbook with `--playbook`',
  },
})
