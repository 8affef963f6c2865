import type { Bundle } from '../../core/bundle.js'
import type { Clock } from '../../core/clock.js'
import type { Configuration } from '../../core/configuration.js'
import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import type { CompiledPolicy, Framework } from '../../core/policy.js'
import type { RemediationProver } from '../../core/remediation.js'
import type { Catalog } from '../../core/resource-type.js'
import type { Definition } from '../load/definition.js'
import { ofKind } from '../load/load-definitions.js'
import type { FileKind } from '../load/project-layout.js'
import { playbookTypes } from '../playbook/playbook-types.js'
import { wantedPlaybooks } from '../playbook/wanted-playbooks.js'
import { compilePolicy } from '../policy/compile-policy.js'
import { loadShapes, type ResourceShape } from '../policy/resource-shapes.js'
import { compilePriceSheets } from '../price-sheet/compile-price-sheets.js'
import { textAt, valueAt } from '../source/located-value.js'
import { contradictions } from './contradictions.js'
import { expiredExemptions, resolveExemption } from './exemptions.js'
import { checkFrameworkBounds, checkThresholds } from './framework-bounds.js'
import { compileFramework } from './frameworks.js'
import { overriddenParameters, type ResolvedOverrides, resolveOverrides } from './parameter-overrides.js'
import { checkFormerIds, PolicyIds } from './policy-ids.js'
import { checkPolicyReferences, checkResourceType } from './policy-references.js'
import { resolveOperations } from './resolve-operations.js'

/** What definitions are resolved against besides one another. */
export interface ResolveContext {
  readonly catalog: Catalog
  readonly clock: Clock
  readonly configuration: Configuration
  /** Tries playbooks on the examples of policies; without it, remediations are not proven. */
  readonly prover?: RemediationProver | undefined
}

/** Resolves what files say of each other, checks every expression and gives what compiles. */
export async function resolveProject(
  definitions: readonly Definition[],
  { catalog, clock, configuration, prover }: ResolveContext,
): Promise<Outcome<Omit<Bundle, 'configuration'>>> {
  const diagnostics: Diagnostic[] = []
  const take = <T>(outcome: Outcome<T>): T => {
    diagnostics.push(...outcome.diagnostics)
    return outcome.value
  }
  const project = await projectOf(definitions, { catalog, library: configuration.library })
  const overrides = resolveOverrides(ofKind(definitions, 'configuration')[0]?.root, project.policies, project.ids)
  diagnostics.push(...overrides.diagnostics, ...referenceProblems(project, overrides, catalog))
  const policies = [...project.policies.values()].flatMap((definition) => {
    const shape = project.shapes.get(textAt(definition.root, 'resource') ?? '')
    return take(compilePolicy(definition, shape, overriddenParameters(definition, overrides.overrides))) ?? []
  })
  const exemptions = ofKind(definitions, 'exemption').flatMap((one) => take(resolveExemption(one, project)) ?? [])
  const today = clock.now().toISOString().slice(0, 10)
  const allExemptions = [...exemptions, ...policies.flatMap((policy) => policy.exemptions)]
  diagnostics.push(...expiredExemptions(allExemptions, today), ...contradictions(policies))
  const context = { ...project, catalog, configuration, prover, now: clock.now() }
  const operations = take(await resolveOperations(definitions, policies, context))
  const priceSheets = take(compilePriceSheets(ofKind(definitions, 'price-sheet'), { catalog, configuration }))
  return {
    value: { policies, exemptions, frameworks: frameworksOf(project, policies), ...operations, priceSheets },
    diagnostics,
  }
}

interface Project {
  readonly policies: ReadonlyMap<string, Definition<'policy'>>
  readonly frameworks: ReadonlyMap<string, Definition<'framework'>>
  readonly playbooks: ReadonlyMap<string, Definition<'playbook'>>
  /** The playbooks that are used: the project's own, and the library's that are chosen or named. */
  readonly wanted: readonly Definition<'playbook'>[]
  readonly ids: PolicyIds
  readonly shapes: ReadonlyMap<string, ResourceShape>
}

async function projectOf(
  definitions: readonly Definition[],
  { catalog, library }: { readonly catalog: Catalog; readonly library: readonly string[] },
): Promise<Project> {
  const policies = byId(definitions, 'policy')
  const playbooks = byId(definitions, 'playbook')
  const wanted = wantedPlaybooks(playbooks, { library, named: namedPlaybooks(definitions) })
  const operations = (wanted.length > 0 ? await catalog.operations?.() : undefined) ?? new Map()
  const resources = [...policies.values()].flatMap(({ root }) => textAt(root, 'resource') ?? [])
  return {
    policies,
    frameworks: byId(definitions, 'framework'),
    playbooks,
    wanted,
    ids: new PolicyIds([...policies.values()]),
    shapes: await loadShapes(catalog, [...resources, ...playbookTypes(wanted, catalog, operations)]),
  }
}

/** Ids of the playbooks that policies, standing approvals and schedules name. */
function namedPlaybooks(definitions: readonly Definition[]): readonly string[] {
  return definitions.flatMap(({ kind, root }) => {
    if (kind === 'policy') return textAt(root, 'remediation', 'playbook') ?? []
    return kind === 'approval' || kind === 'schedule' ? (textAt(root, 'playbook') ?? []) : []
  })
}

function byId<Kind extends FileKind>(
  definitions: readonly Definition[],
  kind: Kind,
): ReadonlyMap<string, Definition<Kind>> {
  return new Map(ofKind(definitions, kind).map((definition) => [definition.id, definition]))
}

function referenceProblems(project: Project, { overrides }: ResolvedOverrides, catalog: Catalog): Diagnostic[] {
  const { policies, frameworks, playbooks, ids } = project
  return [
    ...checkFormerIds([...policies.values()]),
    ...[...policies.values()].flatMap((policy) => [
      ...checkPolicyReferences(policy.root, { catalog, playbooks, frameworks }),
      ...checkThresholds(policy, frameworks, overrides),
    ]),
    ...project.wanted.flatMap(({ root }) => checkResourceType(valueAt(root, ['target']), catalog)),
    ...[...frameworks.values()].flatMap((framework) => checkFrameworkBounds(framework, policies, ids)),
  ]
}

/** The project's frameworks, and those of the library that some policy maps to. */
function frameworksOf(project: Project, policies: readonly CompiledPolicy[]): readonly Framework[] {
  const mapped = new Set(policies.flatMap(({ frameworks }) => Object.keys(frameworks)))
  return [...project.frameworks.values()]
    .filter(({ id, origin }) => origin === 'project' || mapped.has(id))
    .flatMap((framework) => compileFramework(framework) ?? [])
}
