import type { Step } from '../../core/playbook.js'
import { type Difference, difference } from './change.js'
import { meaningOf, toldApart } from './meaning.js'
import { acts, additionDirection, moveDirection, removalDirection, stepDirection } from './step-direction.js'
import { givenName, type PairedSteps, pairSteps, type StepPair } from './step-pairs.js'
import { wholeStepText } from './step-text.js'

/**
 * Which steps came, went, moved, or do something else; a step that only got another number is the same step. With
 * `isFollowed`, steps that act come after all of these.
 */
export function stepDifferences(
  before: readonly Step[],
  after: readonly Step[],
  isFollowed = false,
): readonly Difference[] {
  const paired = pairSteps(before, after)
  const followed = (step: Step) => isFollowed || before.indexOf(step) < lastKeptActing(before, paired)
  return [
    ...paired.gone.flatMap((step) => everyStep([step]).flatMap((one) => removalOf(one, followed(step)))),
    ...after.flatMap((step) => {
      const pair = paired.pairs.find((one) => one.after === step)
      return pair ? pairDifferences(pair, followed(pair.before)) : everyStep([step]).flatMap(additionOf)
    }),
  ]
}

function lastKeptActing(before: readonly Step[], { gone }: PairedSteps): number {
  return before.findLastIndex((step) => acts(step) && !gone.includes(step))
}

function removalOf(step: Step, isFollowed: boolean): readonly Difference[] {
  return difference(labelOf(step), [wholeStepText(step), undefined], removalDirection(step, isFollowed))
}

function additionOf(step: Step): readonly Difference[] {
  return difference(labelOf(step), [undefined, wholeStepText(step)], additionDirection(step))
}

function pairDifferences({ before, after, moved }: StepPair, isFollowed: boolean): readonly Difference[] {
  const label = labelOf(after)
  const isRenamed = givenName(before) !== givenName(after)
  return [
    ...(isRenamed ? difference(`${label}.name`, [before.name, after.name]) : []),
    ...(moved ? [{ what: `${label} stands elsewhere among the steps`, direction: moveDirection(after) }] : []),
    ...(ownMeaning(before) === ownMeaning(after)
      ? []
      : difference(
          label,
          toldApart(wholeStepText(before), wholeStepText(after)),
          stepDirection(before, after, isFollowed),
        )),
    ...(before.kind === 'forEach' && after.kind === 'forEach'
      ? stepDifferences(before.steps, after.steps, isFollowed)
      : []),
  ]
}

/** What a step means without its name and the steps inside of it. */
function ownMeaning(step: Step): string {
  return meaningOf({ ...step, name: '', steps: [] })
}

function labelOf({ name }: Step): string {
  return `step ${name}`
}

function everyStep(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap((step) => (step.kind === 'forEach' ? [step, ...everyStep(step.steps)] : [step]))
}
