import { digest } from '../../core/canonical-json.js'
import type { Expression } from '../../core/expression.js'
import type { CompiledPlaybook, PlaybookParameter, Step, StepValue } from '../../core/playbook.js'
import { isComputed } from './step-values.js'

/**
 * The hash of everything that decides what a playbook can do: target, scope, parameters with their bounds, limits and
 * steps, and the digests of the playbooks that it runs. Titles, versions and where things stand do not count.
 */
export function playbookDigest(
  playbook: Omit<CompiledPlaybook, 'digest'>,
  called: Readonly<Record<string, string>> = {},
): string {
  const { target, scope, params, limits, steps } = playbook
  const bounds = Object.entries(params).map(([name, parameter]) => [name, withoutTitle(parameter)] as const)
  return digest({
    target,
    scope: scope && meaningOf(scope),
    params: Object.fromEntries(bounds),
    limits,
    steps: steps.map(stepMeaning),
    called,
  })
}

function withoutTitle({ title: _, ...decides }: PlaybookParameter): unknown {
  return decides
}

/** A step without the places that it and its expressions stand in. */
export function stepMeaning(step: Step): unknown {
  const { range: _, ...parts } = step
  const when = step.when && meaningOf(step.when)
  switch (parts.kind) {
    case 'operation':
    case 'run':
      return { ...parts, when, params: valuesMeaning(parts.params) }
    case 'verify':
      return { ...parts, when, condition: parts.condition && meaningOf(parts.condition) }
    case 'wait':
      return { ...parts, when, until: parts.until && meaningOf(parts.until) }
    case 'notify':
      return {
        ...parts,
        when,
        message: parts.message.map((part) => (typeof part === 'string' ? part : meaningOf(part))),
      }
    case 'forEach':
      return { ...parts, when, steps: parts.steps.map(stepMeaning) }
    case 'query':
      return { ...parts, when, where: meaningOf(parts.where) }
    case 'approve':
      return { ...parts, when }
  }
}

function valuesMeaning(values: Readonly<Record<string, StepValue>>): unknown {
  const meanings = Object.entries(values).map(([name, value]) => [name, isComputed(value) ? meaningOf(value) : value])
  return Object.fromEntries(meanings)
}

/** An expression without the places it stands in, so that moving or reformatting it changes no digest. */
export function meaningOf(expression: Expression): unknown {
  return JSON.parse(JSON.stringify(expression.root, (key, value) => (key === 'range' ? undefined : value)))
}
