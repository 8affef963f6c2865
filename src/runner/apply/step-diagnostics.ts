import { diagnosticTable } from '../../core/diagnostics.js'

/** Why a step failed. A run records the code and the message; what was changed on the target is put back. */
export const stepDiagnostics = diagnosticTable({
  'target-gone': {
    severity: 'error',
    title: 'The resource is gone',
    why: 'A step was planned for a resource that somebody has removed since, so there is nothing to act on.',
    message: () => 'the resource no longer exists',
    help: () => 'scan again: the finding goes with the resource',
  },
  'target-moved': {
    severity: 'error',
    title: 'The resource moved while the run was acting on it',
    why: 'Something that the plan rests on was changed by somebody else between two steps, so the next one may do something else than was approved.',
    message: (p: { moved: readonly string[] }) => `${p.moved.join(', ')} moved since the plan`,
    help: () => 'look at what was put back with `escher run show`, and plan again',
  },
  'target-unread': {
    severity: 'error',
    title: 'The resource could not be read before acting',
    why: 'Nothing is changed on a resource whose state is not known: what was not read counts neither as planned nor as done.',
    message: (p: { why: string }) => p.why,
    help: () => 'give the permission that is named, or wait until the service answers, and plan again',
  },
  'precondition-refused': {
    severity: 'error',
    title: 'The operation cannot be performed on the resource as it is',
    why: 'An operation declares what must be so before it is sent, so that it fails without a call rather than halfway.',
    message: (p: { why: string }) => p.why,
    help: () => 'look at the resource, and plan again: a plan refuses what its snapshot shows to be impossible',
  },
  'in-doubt': {
    severity: 'error',
    title: 'Nobody knows whether the step happened',
    why: 'Its call was sent several times without an answer, and no reading of the resource showed the effect.',
    message: () => 'whether it happened could not be told',
    help: () => 'look at the resource yourself; a later scan tells how it is',
  },
  'created-unknown': {
    severity: 'error',
    title: 'What a step made is not known',
    why: 'A later step acts on what an earlier one made. Which resource that is must be certain, so that no other is changed.',
    message: (p: { count?: number }) =>
      p.count === undefined
        ? 'what an earlier step made, and this one needs, is not known'
        : `${p.count} resources bear the mark of the step`,
    help: () => 'look for resources with the mark of the run, remove what is not needed, and plan again',
  },
  'wait-timed-out': {
    severity: 'error',
    title: 'What a step waited for did not come true in time',
    why: 'A wait has an end, so that no run holds its resources for ever.',
    message: (p: { condition: string }) => `\`${p.condition}\` did not come true in time`,
    help: () => 'give the step a longer `timeout` where the cloud takes longer',
  },
})
