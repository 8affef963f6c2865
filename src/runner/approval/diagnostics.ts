import { diagnosticTable } from '../../core/diagnostics.js'

/** Diagnostics about making and taking back approvals. */
export const signingDiagnostics = diagnosticTable({
  'ssh-keygen-missing': {
    severity: 'error',
    title: 'There is no ssh-keygen on this machine',
    why: 'Approvals are signed and checked with OpenSSH, as git signs commits.',
    message: () => '`ssh-keygen` was not found on the path',
    help: () => 'install OpenSSH 8.2 or later',
  },
  'signing-failed': {
    severity: 'error',
    title: 'The key could not sign',
    why: 'An approval without a signature does not count.',
    message: (p: { key: string; problem: string }) => `ssh-keygen could not sign with \`${p.key}\`: ${p.problem}`,
    help: () => 'give a private key, or a public one that ssh-agent holds (`ssh-add -L`), with `--key`',
  },
  'signing-key-unknown': {
    severity: 'error',
    title: 'The key belongs to nobody',
    why: 'Whose approval it is follows from the key, which must stand under `signers` of a person.',
    message: (p: { person?: string }) =>
      p.person === undefined
        ? 'no person of the configuration has this signing key'
        : `\`${p.person}\` does not have this signing key`,
    help: () => 'add the public key to the person in a pull request, or give another with `--key`',
  },
  'approval-not-found': {
    severity: 'error',
    title: 'There is no such approval',
    why: 'Only an approval that was stored can be taken back.',
    message: (p: { plan: string; approver?: string }) =>
      `plan \`${p.plan.slice(0, 12)}\` has no approval${p.approver === undefined ? '' : ` of \`${p.approver}\``} that could be taken back`,
    help: () => '`escher approvals` with the plan shows what there is',
  },
})
