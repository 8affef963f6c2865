import { diagnosticTable } from '../../core/diagnostics.js'

/** What can be wrong with the configuration beyond its shape. */
export const configurationDiagnostics = diagnosticTable({
  'credential-in-configuration': {
    severity: 'error',
    title: 'The configuration holds a credential',
    message: (p: { kind: string }) => `this looks like ${p.kind}`,
    why: 'Whoever can read the repository, now or later, could use it. Configuration holds references only.',
    help: () =>
      'revoke the credential, take it out of the history, and name where it comes from: `credentials: { profile: … }` or `{ role: … }`',
    example: {
      wrong: `store: "s3://${['AKIA', 'QWERTYUIOPASDFGH'].join('')}@bucket"\n`,
      right: 'store: s3://bucket\n',
    },
  },
  'several-sources': {
    severity: 'error',
    title: 'An account is read from several sources',
    message: (p: { sources: readonly string[] }) =>
      `the account names ${p.sources.map((source) => `\`${source}\``).join(' and ')}`,
    why: 'An account is read from its cloud, from the sandbox or from a recording: one of them.',
    help: () => 'keep one of the keys',
    example: {
      wrong: 'accounts:\n  - { name: demo, cloud: aws, sandbox: acme, recording: answers }\n',
      right: 'accounts:\n  - { name: demo, cloud: aws, sandbox: acme }\n',
    },
  },
  'duplicate-account': {
    severity: 'error',
    title: 'Two accounts have the same name or id',
    message: (p: { name: string }) => `an account \`${p.name}\` stands above`,
    why: 'Findings are filed under the account, and `--account` chooses by it.',
    help: () => 'give every account a name and an id of its own',
    example: {
      wrong: 'accounts:\n  - { name: main, cloud: aws }\n  - { name: main, cloud: gcp }\n',
      right: 'accounts:\n  - { name: main, cloud: aws }\n  - { name: data, cloud: gcp }\n',
    },
  },
})
