import { digest } from '../../core/canonical-json.js'
import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { Expression } from '../../core/expression.js'
import type { CompiledPolicy, Exemption, MessageTemplate, ParameterValue, PolicyTest } from '../../core/policy.js'
import { requirementsOf } from '../../core/requirements.js'
import type { ConditionScope } from '../expression/index.js'
import type { Definition } from '../load/definition.js'
import type { FileSource } from '../schema/schemas.js'
import {
  entriesAt,
  itemsAt,
  type LocatedValue,
  plainValue,
  rangeOf,
  valueAt,
  writtenText,
} from '../source/located-value.js'
import { checkCondition, checkMessage, conditionScope } from './check-condition.js'
import { checkTests } from './check-tests.js'
import { policyDiagnostics } from './diagnostics.js'
import { compileExemption } from './exemption.js'
import type { ResourceShape } from './resource-shapes.js'

/** What a policy's expressions were checked to be; undefined for what is missing or wrong. */
interface CheckedParts {
  readonly violates: Expression | undefined
  readonly applies: Expression | undefined
  readonly message: MessageTemplate
  readonly exemptions: readonly Exemption[]
}

/**
 * Compiles one policy file. `overrides` are the parameter values that the configuration gives it anywhere. Whatever is
 * wrong, everything else in the file is still checked; the value is undefined when anything was an error.
 */
export function compilePolicy(
  definition: Definition<'policy'>,
  shape: ResourceShape | undefined,
  overrides: readonly Readonly<Record<string, ParameterValue>>[],
): Outcome<CompiledPolicy | undefined> {
  const { root, source, id } = definition
  const params = defaultsOf(root)
  const diagnostics: Diagnostic[] = []
  const parts = checkParts(definition, conditionScope(shape, params), diagnostics)
  diagnostics.push(...checkTests(root, shape, { id, params }))
  if (!source || !shape || !parts.violates) return { value: undefined, diagnostics }
  const policy = assemble(definition, source, { ...parts, violates: parts.violates }, params)
  const expressions = [policy.violates, policy.applies, ...policy.message].filter((part) => isExpression(part))
  const requires = requirementsOf(expressions, shape.type, [params, ...overrides, ...testParameters(policy, params)])
  return { value: { ...policy, requires }, diagnostics }
}

/** The default values of a policy's parameters, as far as they can be read. */
export function defaultsOf(root: LocatedValue): Readonly<Record<string, ParameterValue>> {
  const plain = entriesAt(root, 'params').map(({ key, value }) => [key, plainValue(value) as ParameterValue])
  return Object.fromEntries(plain)
}

function checkParts(
  { root, id, source }: Definition<'policy'>,
  scope: ConditionScope,
  diagnostics: Diagnostic[],
): CheckedParts {
  const take = <T>(outcome: Outcome<T>): T => {
    diagnostics.push(...outcome.diagnostics)
    return outcome.value
  }
  const exemptions = itemsAt(root, 'exemptions').map((one, index) =>
    take(compileExemption(one, scope, { id: `${id}#${index}`, policies: [id] })),
  )
  if (source && itemsAt(root, 'tests').length === 0) {
    const place = { range: rangeOf(valueAt(root, ['title']) ?? root) }
    diagnostics.push(policyDiagnostics.report('policy-without-tests', undefined, place))
  }
  return {
    violates: take(checkCondition(valueAt(root, ['violates']), scope)),
    applies: take(checkCondition(valueAt(root, ['applies']), scope)),
    message: take(checkMessage(valueAt(root, ['message']), scope, valueAt(root, ['title']))),
    exemptions: exemptions.filter((one) => one !== undefined),
  }
}

function assemble(
  { id, root }: Definition<'policy'>,
  source: FileSource<'policy'>,
  parts: CheckedParts & { readonly violates: Expression },
  params: Readonly<Record<string, ParameterValue>>,
): Omit<CompiledPolicy, 'requires'> {
  const { title, description, resource, severity, pillar, rationale } = source
  return {
    id,
    formerly: source.formerly ?? [],
    title,
    ...(description === undefined ? {} : { description }),
    resource,
    severity,
    pillar,
    frameworks: controlsOf(root),
    rationale,
    params,
    violates: parts.violates,
    ...(parts.applies ? { applies: parts.applies } : {}),
    message: parts.message,
    remediation: withoutUndefined(source.remediation ?? {}),
    exemptions: parts.exemptions,
    tests: testsOf(root, source),
    range: rangeOf(root),
    digest: digest([resource, meaningOf(parts.violates), meaningOf(parts.applies), params]),
  }
}

/** Controls by framework, as written: `2.10` is a control and not a number. */
export function controlsOf(root: LocatedValue): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    entriesAt(root, 'frameworks').map(({ key, value }) => [key, itemsAt(value).map(writtenText)]),
  )
}

function testsOf(root: LocatedValue, source: FileSource<'policy'>): readonly PolicyTest[] {
  const located = itemsAt(root, 'tests')
  return (source.tests ?? []).map((test, index): PolicyTest => {
    const place = located[index] ?? root
    const account = valueAt(place, ['account'])
    const written = { ...test, given: test.given ?? {}, ...(account ? { account: writtenText(account) } : {}) }
    return { ...(withoutUndefined(written) as Omit<PolicyTest, 'range'>), range: rangeOf(place) }
  })
}

function testParameters(policy: Pick<CompiledPolicy, 'tests'>, defaults: Readonly<Record<string, ParameterValue>>) {
  return policy.tests.flatMap(({ params }) => (params ? [{ ...defaults, ...params }] : []))
}

/** An expression without the places it stands in, so that moving or reformatting it does not change its digest. */
function meaningOf(expression: Expression | undefined): string | null {
  if (!expression) return null
  return JSON.stringify(expression.root, (key, value) => (key === 'range' ? undefined : value))
}

function isExpression(part: string | Expression | undefined): part is Expression {
  return typeof part === 'object'
}

function withoutUndefined<T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never
}
