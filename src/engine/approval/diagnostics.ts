import { diagnosticTable } from '../../core/diagnostics.js'

interface ByApprover {
  readonly approver: string
}

interface OfStanding {
  readonly standing: string
}

/** Diagnostics about approvals: why one does not count, and why a plan may not be applied. */
export const approvalDiagnostics = diagnosticTable({
  'approval-missing': {
    severity: 'error',
    title: 'The plan needs approvals that nobody has given',
    why: 'How many people must agree follows from risk, environment and number of resources.',
    message: (p: { missing: number; needed: number; reason: string }) =>
      `${p.missing} of ${p.needed} ${p.needed === 1 ? 'approval' : 'approvals'} missing (${p.reason})`,
    help: () => 'ask for `escher approve` on the plan; `escher approvals` shows who can',
  },
  'plan-altered': {
    severity: 'error',
    title: 'The plan is not what its hash says',
    why: 'Approvals are bound to the hash, so a plan that was edited afterwards must not pass for the one approved.',
    message: (p: { plan: string }) => `the content of plan \`${p.plan.slice(0, 12)}\` does not give its hash`,
    help: () => 'make the plan again with `escher plan`',
  },
  'plan-expired': {
    severity: 'error',
    title: 'The plan is too old to be begun',
    why: 'A plan describes the resources as they were when it was made.',
    message: (p: { expiresAt: string }) => `the plan expired at ${p.expiresAt}`,
    help: () => 'make the plan again with `escher plan`',
  },
  'playbook-changed': {
    severity: 'error',
    title: 'The playbook changed after the plan was made',
    why: 'A plan carries the playbook it was made of; files that say something else now were not what anyone approved.',
    message: (p: { playbook: string }) => `the playbook \`${p.playbook}\` is not the one that the plan was made of`,
    help: () => 'make the plan again with `escher plan`, and have it approved',
  },
  'undo-not-recorded': {
    severity: 'error',
    title: 'The plan does more than take back the run that it names',
    why: 'Taking back a run follows its records alone, so every step must be an inverse that the run recorded.',
    message: (p: { run: string; step: string }) =>
      `run \`${p.run}\` recorded nothing that \`${p.step}\` would put back`,
    help: (p: { run: string }) =>
      `plan it with \`escher undo ${p.run}\`, once \`escher audit verify\` finds the run sound`,
  },
  'requester-not-allowed': {
    severity: 'error',
    title: 'The requester may not run such a plan',
    why: 'Roles say who may run what, by risk, environment and number of resources.',
    message: (p: { requester: string; subject: string }) => `\`${p.requester}\` may not run ${p.subject}`,
    help: () => 'have somebody make the plan whose role allows it, or change `roles` in a pull request',
  },
  'principal-not-allowed': {
    severity: 'error',
    title: 'Whoever applies the plan may not run such plans',
    why: 'Roles say who may run what. They hold for who asks for a change and for who has it made.',
    message: (p: { principal: string; subject: string }) => `\`${p.principal}\` may not run ${p.subject}`,
    help: () => 'have somebody apply it whose role allows it; `--as` or ESCHER_PERSON says who you are',
  },
  'approval-for-another-plan': {
    severity: 'error',
    title: 'The approval was given for something else',
    why: 'An approval holds for one plan, with its parameters, targets and commit, and at an approval step for one run.',
    message: (p: ByApprover & { what: string }) => `the approval of \`${p.approver}\` names another ${p.what}`,
    help: () => 'have this plan approved',
  },
  'approver-unknown': {
    severity: 'error',
    title: 'The approver is not among the people',
    why: 'Only people of the configuration can approve; removing one takes back what they approved.',
    message: (p: ByApprover) => `\`${p.approver}\` is not among the people of the configuration`,
    help: () => 'have somebody else approve, or add the person in a pull request',
  },
  'approver-not-allowed': {
    severity: 'error',
    title: "The approver's role does not allow it",
    why: 'Roles say who may approve what, by risk, environment and number of resources; a role taken away takes its approvals with it.',
    message: (p: ByApprover & { subject: string; roles: readonly string[] }) =>
      `\`${p.approver}\` may not approve ${p.subject}${p.roles.length > 0 ? ` as ${p.roles.join(' or ')}` : ''}`,
    help: () => 'ask somebody whose role allows it; `escher approvals` names them',
  },
  'approver-key-shared': {
    severity: 'error',
    title: 'Two people have the same signing key',
    why: 'A key that two people share cannot tell who signed, so one person could count as two.',
    message: (p: ByApprover & { other: string }) => `\`${p.approver}\` and \`${p.other}\` have the same signing key`,
    help: () => 'give each person a key of their own',
  },
  'approval-by-requester': {
    severity: 'error',
    title: 'The requester approved their own plan',
    why: 'Where four eyes are asked for, whoever asks for a change cannot be one of those who agree to it.',
    message: (p: ByApprover) => `\`${p.approver}\` asked for the plan and cannot approve it too`,
    help: () => 'ask somebody else',
  },
  'approval-signature-bad': {
    severity: 'error',
    title: 'The approval is not what was signed',
    why: 'A record that was edited, or signed for another purpose, proves nothing.',
    message: (p: ByApprover) => `the signature under the approval of \`${p.approver}\` does not fit it`,
    help: () => 'have the plan approved again, and find out who changed the record',
  },
  'approval-signer-unknown': {
    severity: 'error',
    title: 'The approval was signed with a key that is not the approver’s',
    why: 'Only the keys that the configuration names for a person sign for that person; removing a key takes back what it signed.',
    message: (p: ByApprover) => `the approval of \`${p.approver}\` was signed with a key that is not theirs`,
    help: () => 'sign with a key that stands under `signers`, or add the key in a pull request',
  },
  'approval-not-verifiable': {
    severity: 'error',
    title: 'Signatures cannot be checked here',
    why: 'What cannot be checked does not count.',
    message: (p: ByApprover) => `the signature of \`${p.approver}\` could not be checked`,
    help: () => 'install OpenSSH, so that `ssh-keygen` is on the path',
  },
  'approval-revoked': {
    severity: 'error',
    title: 'The approval was taken back',
    why: 'A revocation stands beside the approval and outweighs it.',
    message: (p: ByApprover & { by: string; at: string }) =>
      `the approval of \`${p.approver}\` was revoked by \`${p.by}\` at ${p.at}`,
    help: () => 'have the plan approved again',
  },
  'approval-expired': {
    severity: 'error',
    title: 'The approval has expired',
    why: 'An approval holds for a while and not for ever.',
    message: (p: ByApprover & { expires: string }) => `the approval of \`${p.approver}\` expired at ${p.expires}`,
    help: () => 'have the plan approved again; `--expires` says for how long',
  },
  'approval-too-long': {
    severity: 'error',
    title: 'The approval holds for too long',
    why: 'Whoever approves has looked at the resources as they are; what was agreed to long ago must be looked at again.',
    message: (p: ByApprover & { days: number; most: number }) =>
      `the approval of \`${p.approver}\` holds for ${p.days} days, and the most is ${p.most}`,
    help: (p: { most: number }) =>
      `give \`--expires ${p.most}d\` at most; \`approvalDays\` in the configuration sets the bound`,
  },
  'approval-ends-too-early': {
    severity: 'warning',
    title: 'An approval ends before the waits of the plan may',
    why: 'Approvals must hold whenever a run goes on. One that has expired after a wait stops the run there, half done.',
    message: (p: { waits: string; holds: string; advice: string }) =>
      `the plan may wait for ${p.waits} in all, and an approval of ${p.holds} ends before that`,
    help: (p: { advice: string }) => p.advice,
  },
  'approval-not-yet-valid': {
    severity: 'error',
    title: 'The approval is dated wrongly',
    why: 'One from the future cannot be ordered among the events of a run; one from before an approval step was not given at it.',
    message: (p: ByApprover & { at: string }) => `the approval of \`${p.approver}\` is dated ${p.at}`,
    help: () => 'set the clock of the machine that signs, and approve again',
  },
  'approval-step-expired': {
    severity: 'error',
    title: 'Nobody approved the step in time',
    why: 'An approval step asks for a while only.',
    message: (p: { step: string; expires: string }) => `the step \`${p.step}\` could be approved until ${p.expires}`,
    help: () => 'cancel the run and begin again',
  },
  'standing-approval-revoked': {
    severity: 'error',
    title: 'The standing approval is gone',
    why: 'Removing the file takes a standing approval back, also from runs that wait.',
    message: (p: OfStanding) => `the standing approval \`${p.standing}\` is no longer among the files`,
    help: () => 'have the plan approved with `escher approve`',
  },
  'standing-approval-stale': {
    severity: 'error',
    title: 'The standing approval is for an earlier playbook',
    why: 'It is pinned to the content of the playbook, so that nobody widens the playbook under it.',
    message: (p: OfStanding & { playbook: string }) =>
      `the standing approval \`${p.standing}\` is pinned to another content of \`${p.playbook}\``,
    help: () => 'have the manager renew the pin in a pull request, or approve the plan',
  },
  'standing-approval-expired': {
    severity: 'error',
    title: 'The standing approval has expired',
    why: 'Standing approvals end on a day, so that somebody looks at them again.',
    message: (p: OfStanding & { expires: string }) => `the standing approval \`${p.standing}\` ended on ${p.expires}`,
    help: () => 'renew it in a pull request, or approve the plan',
  },
  'standing-approval-scope': {
    severity: 'error',
    title: 'The standing approval does not reach so far',
    why: 'It covers the environments, the number of resources and the playbook that it names, and at most medium risk.',
    message: (p: OfStanding & { exceeds: string }) =>
      `the standing approval \`${p.standing}\` does not cover ${p.exceeds}`,
    help: () => 'select less, or have the plan approved',
  },
  'standing-approval-grantor': {
    severity: 'error',
    title: 'Who granted the standing approval could not approve it today',
    why: 'A standing approval is worth as much as the role of the person who granted it, and is never an approval of oneself where four eyes are asked for.',
    message: (p: OfStanding & { grantedBy: string }) =>
      `\`${p.grantedBy}\`, who granted \`${p.standing}\`, may not approve this plan`,
    help: () => 'have the plan approved, or the standing approval granted by somebody whose role allows it',
  },
  'standing-approval-spent': {
    severity: 'error',
    title: 'The standing approval is used up',
    why: 'It covers a number of runs, in all and within a time.',
    message: (p: OfStanding & { uses: number; per: string }) =>
      `the standing approval \`${p.standing}\` covers ${p.uses} ${p.uses === 1 ? 'run' : 'runs'} ${p.per}, and they are used`,
    help: () => 'wait where it renews itself, raise it in a pull request, or have the plan approved',
  },
})
