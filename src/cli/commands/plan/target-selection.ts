import { checkCel } from '../../../compiler/expression/index.js'
import { hasErrors } from '../../../core/diagnostics.js'
import type { Expression } from '../../../core/expression.js'
import type { CompiledPlaybook } from '../../../core/playbook.js'
import type { ParameterValue } from '../../../core/policy.js'
import { catalog } from '../../../providers/catalog.js'
import { usageFailure } from '../../command-failure.js'
import { selectorAdvice, selectorCondition } from '../../project/selector.js'

/**
 * What narrows the targets of playbooks, by target type: the condition of `--select`, and given parameters that are
 * selectors, as CEL, as `tag:key=value`, or as ids. Each is checked against the type's schema.
 */
export async function targetSelection(
  playbooks: readonly CompiledPlaybook[],
  select: string | undefined,
  given: Readonly<Record<string, ParameterValue>>,
): Promise<ReadonlyMap<string, readonly Expression[]>> {
  if (select !== undefined) refuseHalfTag(select)
  const selected = new Map<string, readonly Expression[]>()
  for (const { target, params } of playbooks) {
    const selectors = Object.entries(given).flatMap(([name, value]) =>
      params[name]?.extend?.kind === 'selector' && typeof value === 'string' ? [checkedSelector(value)] : [],
    )
    const texts = [...(select === undefined ? [] : [select]), ...selectors]
    selected.set(target, await Promise.all(texts.map((text) => checkedCondition(text, target))))
  }
  return selected
}

function checkedSelector(selector: string): string {
  refuseHalfTag(selector)
  return selectorCondition(selector)
}

function refuseHalfTag(text: string): void {
  const advice = selectorAdvice(text)
  if (advice !== undefined) throw usageFailure(`The selector \`${text}\` says no value. ${advice}`)
}

async function checkedCondition(text: string, target: string): Promise<Expression> {
  const resourceType = catalog.types.get(target)
  if (!resourceType) throw usageFailure(`There is no resource type \`${target}\`.`)
  const start = { line: 1, column: 1, offset: 0 }
  const { value, diagnostics } = checkCel(text, {
    scope: { resourceType, schema: await resourceType.schema(), linked: new Map(), params: {} },
    expects: 'condition',
    locate: () => ({ file: '--select', start, end: start }),
  })
  if (value && !hasErrors(diagnostics)) return value
  throw usageFailure(
    `The condition \`${text}\` cannot be used: ${diagnostics.map(({ message }) => message).join('; ')}.`,
  )
}
