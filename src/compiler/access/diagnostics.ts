import { diagnosticTable } from '../../core/diagnostics.js'
import { suggestionText } from '../suggestion.js'

const allRisks = ['low', 'medium', 'high', 'critical']
const rulesFor = (names: readonly string[]) =>
  names.map((risk) => `  - { risk: ${risk}, approvals: 1, roles: [manager] }\n`).join('')

const ed25519 = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${'A'.repeat(43)}`

/** What can be wrong with people, roles and approval rules. */
export const accessDiagnostics = diagnosticTable({
  'unknown-role': {
    severity: 'error',
    title: 'A role does not exist',
    message: (p: { name: string; known: readonly string[]; suggestion: string | undefined }) =>
      `there is no role \`${p.name}\``,
    why: 'Nobody bears it, so nobody could do what it is asked for.',
    help: (p: { known: readonly string[]; suggestion: string | undefined }) =>
      suggestionText(p.suggestion, `there is ${p.known.map((one) => `\`${one}\``).join(', ')}`),
    example: {
      wrong: 'people:\n  maria: { name: Maria, roles: [manger] }\n',
      right: 'people:\n  maria: { name: Maria, roles: [manager] }\n',
    },
  },
  'unknown-person': {
    severity: 'error',
    title: 'A person does not exist',
    message: (p: { name: string; suggestion: string | undefined }) => `there is nobody called \`${p.name}\``,
    why: 'What a person grants is worth as much as the roles that the person bears.',
    help: (p: { suggestion: string | undefined }) =>
      suggestionText(p.suggestion, 'add the person to `people` in the configuration'),
  },
  'invalid-signer': {
    severity: 'error',
    title: 'A key is no SSH public key',
    message: (p: { problem: string }) => `this is no SSH public key: ${p.problem}`,
    why: 'Approvals signed with it could not be verified.',
    help: () => 'copy the line of the `.pub` file, such as `~/.ssh/id_ed25519.pub`',
    example: {
      wrong: 'people:\n  maria: { name: Maria, roles: [manager], signers: [ssh-ed25519 AAAA] }\n',
      right: `people:\n  maria: { name: Maria, roles: [manager], signers: [${ed25519}] }\n`,
    },
  },
  'shared-signer': {
    severity: 'error',
    title: 'Two people have the same key',
    message: (p: { other: string }) => `this is also the key of \`${p.other}\``,
    why: 'A signature could not tell which of the two has approved, so one could approve for both.',
    help: () => 'give every person a key of their own',
    example: {
      wrong: `people:\n  maria: { name: Maria, roles: [manager], signers: [${ed25519}] }\n  jo: { name: Jo, roles: [manager], signers: [${ed25519}] }\n`,
      right: `people:\n  maria: { name: Maria, roles: [manager], signers: [${ed25519}] }\n  jo: { name: Jo, roles: [manager] }\n`,
    },
  },
  'shared-login': {
    severity: 'error',
    title: 'Two people have the same GitHub login',
    message: (p: { login: string }) => `\`${p.login}\` is also the login of somebody above`,
    why: 'It could not be told which of the two made a change.',
    help: () => 'give every person the login of their own',
    example: {
      wrong:
        'people:\n  maria: { name: Maria, roles: [executor], github: maria-b }\n  jo: { name: Jo, roles: [executor], github: maria-b }\n',
      right:
        'people:\n  maria: { name: Maria, roles: [executor], github: maria-b }\n  jo: { name: Jo, roles: [executor], github: jo-h }\n',
    },
  },
  'risk-without-rule': {
    severity: 'error',
    title: 'No approval rule covers every plan of a risk',
    message: (p: { risk: string }) => `plans of ${p.risk} risk may match none of the rules`,
    why: 'The first rule that matches decides how many approvals a plan needs; without one, it cannot be told.',
    help: (p: { risk: string }) =>
      `end with a rule for ${p.risk} risk that names no environments and no number of targets`,
    example: {
      wrong: `approvalRules:\n${rulesFor(allRisks.slice(1))}`,
      right: `approvalRules:\n${rulesFor(allRisks)}`,
    },
  },
  'rule-never-matches': {
    severity: 'warning',
    title: 'An approval rule never matches',
    message: () => 'a rule above matches every plan that this one is for',
    why: 'The first rule that matches decides, so this one is never asked.',
    help: () => 'put it above, or delete it',
    example: {
      wrong: `approvalRules:\n${rulesFor([...allRisks, 'low'])}`,
      right: `approvalRules:\n${rulesFor(allRisks)}`,
    },
  },
  'approvals-out-of-reach': {
    severity: 'warning',
    title: 'An approval rule can never be met by the people there are',
    message: (p: { rules: readonly string[] }) => p.rules.join('; '),
    why: 'Plans that the rule is for can never be applied. Where four eyes are asked for, whoever asks does not count.',
    help: () => 'give the roles to more people with signing keys, or ask for fewer approvals under `approvalRules`',
    example: {
      wrong: `people:\n  maria: { name: Maria, roles: [manager], signers: [${ed25519}] }\napprovalRules:\n${rulesFor(allRisks)}`,
      right: `people:\n  maria: { name: Maria, roles: [manager], signers: [${ed25519}] }\n  jo: { name: Jo, roles: [manager] }\napprovalRules:\n${rulesFor(allRisks)}`,
    },
  },
})
