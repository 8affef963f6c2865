import { resolve } from 'node:path'
import type { ApprovalEvidence } from '../../../core/approval.js'
import type { Plan } from '../../../core/plan.js'
import { parseSpan } from '../../../core/temporal.js'
import { palette } from '../../../report/index.js'
import { trustedRun } from '../../../runner/apply/index.js'
import {
  type ApprovalRules,
  type ApproveRequest,
  approve,
  type RehearsedApproval,
  rehearseApproval,
  requirementOf,
  sshSigner,
  waitingSteps,
} from '../../../runner/approval/index.js'
import type { CommandInput, CommandRun } from '../../command.js'
import { CommandFailure, usageFailure } from '../../command-failure.js'
import { confirm } from '../../environment/confirm.js'
import type { CommandContext } from '../../environment/context.js'
import type { Exit } from '../../exit-codes.js'
import { approvalTooShort } from '../../project/approval-length.js'
import { approvalRules } from '../../project/approval-rules.js'
import { printDiagnostics, requireBundle } from '../../project/compile-repository.js'
import { gitSigningKey } from '../../project/current-person.js'
import { environmentEvidence, pullRequestEvidence } from '../../project/evidence.js'
import { openConfiguredStore } from '../../project/open-store.js'
import { findPlan } from '../../project/read-plan.js'
import { refusalText } from '../plan/view.js'
import type { approveCommand } from './definition.js'
import { approvalLine, planSummary, rehearsedPage } from './view.js'

type Options = CommandInput<typeof approveCommand>['options']

export const run: CommandRun<typeof approveCommand> = async ({ options, arguments: [subject = ''] }, context) => {
  const { terminal, root, clock } = context
  const holds = secondsOf(options.expires ?? '24h')
  const expires = new Date(clock.now().getTime() + holds * 1000)
  const key = options.key === undefined ? await gitSigningKey(root) : keyOf(options.key, context)
  if (key === undefined)
    throw usageFailure('No key is known to sign with. Give one with `--key`, or set git’s `user.signingkey`.')
  const evidence = await evidenceOf(options)
  const bundle = await requireBundle(context)
  const rules = await approvalRules(bundle, openConfiguredStore(bundle.configuration, root))
  const { plan, steps } = await subjectOf(subject, rules, context)
  const { requirement, warning } = await requirementOf(plan, rules, clock.now())
  terminal.error(planSummary(plan, { requirement, steps, style: palette(terminal.errorColour) }))
  if (warning) terminal.error(`${refusalText([warning], palette(terminal.errorColour))}\n`)
  const short = steps.length > 0 ? [] : approvalTooShort(plan, holds, rules.access)
  if (short.length > 0) terminal.error(await printDiagnostics('human', short, context))
  const request = { plan, key, expires, evidence, ...(options.as ? { person: options.as } : {}) }
  const requests = (steps.length > 0 ? steps : [undefined]).map((at) => ({ ...request, ...(at ? { at } : {}) }))
  if (options['dry-run']) return await rehearseAll(requests, options, { rules, context })
  if (!options.yes && (await asked()) === false) return 'refused'
  for (const one of requests) {
    const approval = await give(one, rules, context)
    terminal.out(options.json ? `${JSON.stringify(approval, null, 2)}\n` : approvalLine(approval))
  }
  return 'clean'
}

/** Tells what would be signed; ends as refused where something of it would not count. */
async function rehearseAll(
  requests: readonly ApproveRequest[],
  { json }: Options,
  { rules, context }: { readonly rules: ApprovalRules; readonly context: CommandContext },
): Promise<Exit> {
  const { terminal, clock } = context
  const rehearsed: RehearsedApproval[] = []
  for (const request of requests) {
    const { value, diagnostics } = await rehearseApproval(request, { rules, signer: sshSigner, clock })
    const [problem] = diagnostics
    if (problem) throw CommandFailure.of('refused', problem)
    if (value) rehearsed.push(value)
  }
  const style = palette(terminal.colour)
  const shown = rehearsed.map(({ statement, problem }) => ({ statement, counts: problem === undefined, problem }))
  if (json) terminal.out(`${JSON.stringify(shown, null, 2)}\n`)
  else terminal.out(`${rehearsed.map((one) => rehearsedPage(one, style)).join('')}Dry run: nothing was signed.\n`)
  return rehearsed.some(({ problem }) => problem) ? 'refused' : 'clean'
}

async function asked(): Promise<boolean> {
  const answer = await confirm('Approve this?')
  if (answer === undefined) throw usageFailure('There is no terminal to ask on. `--yes` approves without asking.')
  return answer
}

async function give(request: ApproveRequest, rules: ApprovalRules, { clock }: CommandContext) {
  const { value, diagnostics } = await approve(request, { rules, signer: sshSigner, clock })
  const [problem] = diagnostics
  if (problem) throw CommandFailure.of('refused', problem)
  if (!value) throw new Error('an approval that is not given has a diagnostic')
  return value.approval
}

interface Subject {
  readonly plan: Plan
  readonly steps: readonly NonNullable<ApproveRequest['at']>[]
}

/** A plan's file or hash, or a run and the approval steps that it waits at. */
async function subjectOf(subject: string, { store }: ApprovalRules, context: CommandContext): Promise<Subject> {
  const found = await findPlan(subject, store, context)
  if (found) return { plan: found, steps: [] }
  const trusted = await trustedRun({ store }, subject)
  if ('diagnostics' in trusted) throw usageFailure(`There is no file, no kept plan and no run called \`${subject}\`.`)
  const steps = waitingSteps(trusted.state).map((step) => ({ run: trusted.state.id, step }))
  if (steps.length === 0) throw usageFailure(`The run \`${subject}\` waits for no approval.`)
  return { plan: trusted.state.plan, steps }
}

function secondsOf(span: string): number {
  const seconds = parseSpan(span)?.seconds ?? 0
  if (seconds <= 0) throw usageFailure(`\`--expires\` takes a span of time such as \`24h\`, not \`${span}\`.`)
  return seconds
}

/** A file's path starts in the working folder; a public key given as a text stays as it is. */
function keyOf(key: string, { workingFolder }: CommandContext): string {
  return /^(key::|ssh-|ecdsa-|sk-|~\/)/.test(key) ? key : resolve(workingFolder, key)
}

/** What speaks for the approval besides: a pull request that was named, and the environment of the job. */
async function evidenceOf({
  'pull-request': pullRequest,
  'github-environment': environment,
}: Options): Promise<readonly ApprovalEvidence[]> {
  const named = pullRequest === undefined ? [] : [pullRequestEvidence(pullRequest, process.env)]
  return [...named, ...(await environmentEvidence(environment, process.env))]
}
