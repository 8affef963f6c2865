import type { Diagnostic } from '../../../core/diagnostics.js'
import type { Catalog, ResourceType } from '../../../core/resource-type.js'
import { type ConditionScope, checkCel } from '../../expression/index.js'
import {
  entryOf,
  itemsAt,
  type LocatedMapping,
  type LocatedValue,
  rangeOf,
  textAt,
} from '../../source/located-value.js'
import { all, type Cel } from './cel.js'
import { custodianDiagnostics } from './diagnostics.js'
import { FilterConversion } from './filters.js'
import { namedFiltersOf } from './named-filters.js'
import { Operands } from './operand.js'
import { conjunction, renderPolicyFile } from './policy-file.js'

/** A converted policy: a file below the repository's root. */
export interface ImportedFile {
  readonly path: string
  readonly text: string
  readonly policyId: string
  /** The Custodian policy's name. */
  readonly name: string
  readonly resource: string
  /** The condition that stands under `violates`. */
  readonly condition: string
}

export interface ConvertedPolicy {
  /** Absent when something in the policy cannot be converted. */
  readonly file?: ImportedFile
  readonly diagnostics: readonly Diagnostic[]
}

export interface CustodianOptions {
  readonly catalog: Catalog
  /** The path of the Custodian file, for messages and the note at the head of each policy. */
  readonly file: string
}

/** Converts one policy, whole or not at all. */
export async function convertPolicy(policy: LocatedValue, options: CustodianOptions): Promise<ConvertedPolicy> {
  const name = textAt(policy, 'name')
  const resource = textAt(policy, 'resource')
  if (policy.kind !== 'mapping' || name === undefined || resource === undefined) {
    const missing = name === undefined ? 'name' : 'resource'
    return { diagnostics: [custodianDiagnostics.report('custodian-policy', { missing }, { range: rangeOf(policy) })] }
  }
  const custodianType = resource.includes('.') ? resource : `aws.${resource}`
  const type = typeKnownAs(options.catalog, custodianType)
  if (!type) {
    const range = rangeOf(entryOf(policy, 'resource')?.value ?? policy)
    return { diagnostics: [custodianDiagnostics.report('custodian-resource', { resource }, { range })] }
  }
  const left = leftOutOf(policy)
  const { conditions, diagnostics } = await convertFilters(policy, type, custodianType)
  if (left.some(isError) || diagnostics.some(isError)) return { diagnostics: [...left, ...diagnostics] }
  const notes = left.map(({ message }) => message)
  const file = fileOf({ policy, name, type, condition: conjunction(conditions), notes, source: options.file })
  return { file, diagnostics: [...left, ...diagnostics, ...constantVerdict(policy, conditions)] }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error'
}

function typeKnownAs(catalog: Catalog, custodianType: string): ResourceType | undefined {
  return [...catalog.types.values()].find((type) => type.knownAs['custodian']?.includes(custodianType))
}

async function convertFilters(policy: LocatedMapping, type: ResourceType, custodianType: string) {
  const named = namedFiltersOf(custodianType)
  const schema = await type.schema()
  const operands = new Operands(schema, named.instants)
  const conversion = new FilterConversion({ operands, root: operands.root(), tagged: true }, named)
  const converted = filtersOf(policy).map((filter) => ({ filter, conditions: conversion.conditions([filter]) }))
  const refused = conversion.refused.map(({ code, at, ...parameters }) =>
    custodianDiagnostics.report(code, parameters, { range: rangeOf(at) }),
  )
  const scope = { resourceType: type, schema, linked: new Map(), params: {} }
  const invalid = converted.flatMap(({ filter, conditions }) => problemsOf(conditions, filter, scope))
  return { conditions: converted.flatMap(({ conditions }) => conditions), diagnostics: [...refused, ...invalid] }
}

/** What the checker says of a condition, at the filter that it comes from: such as a pattern that is not RE2. */
function problemsOf(conditions: readonly Cel[], filter: LocatedValue, scope: ConditionScope): readonly Diagnostic[] {
  const range = rangeOf(filter)
  return conditions.flatMap(({ text }) =>
    checkCel(text, { scope, expects: 'condition', locate: () => range }).diagnostics.filter(isError),
  )
}

/** Filters are a list; Custodian takes a single mapping as well. */
function filtersOf(policy: LocatedMapping): readonly LocatedValue[] {
  const filters = entryOf(policy, 'filters')?.value
  return filters?.kind === 'mapping' ? [filters] : itemsAt(policy, 'filters')
}

interface FileParts {
  readonly policy: LocatedMapping
  readonly name: string
  readonly type: ResourceType
  readonly condition: string
  readonly notes: readonly string[]
  readonly source: string
}

function fileOf({ policy, type, ...parts }: FileParts): ImportedFile {
  const policyId = idOf(type, parts.name)
  const description = textAt(policy, 'description') ?? textAt(policy, 'comment') ?? textAt(policy, 'comments')
  const text = renderPolicyFile({ ...parts, resource: type.name, ...(description ? { description } : {}) })
  const { name, condition } = parts
  return { path: `policies/${policyId}.yaml`, text, policyId, name, resource: type.name, condition }
}

/** `aws.ec2.instance` and `Old Instances` give `aws/ec2/old-instances`. */
function idOf(type: ResourceType, name: string): string {
  const file = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return [...type.name.split('.').slice(0, -1), file || 'policy'].join('/')
}

/** Keys that say which resources a policy sees; without them it would see others. */
const choosing = new Set(['query', 'conditions', 'source'])

const instead: Readonly<Record<string, string>> = {
  actions: 'write a playbook and name it under `remediation`',
  mode: 'write an alert rule to answer events, or schedule `escher scan`',
  region: 'accounts and their regions stand in `escher.config.yaml`',
  regions: 'accounts and their regions stand in `escher.config.yaml`',
  tags: 'put the policy in a folder, and name it by a glob',
  'max-resources': 'limits belong to playbooks',
  'max-resources-percent': 'limits belong to playbooks',
}

/** What stands in the policy besides filters and has no place in the converted one. */
function leftOutOf(policy: LocatedMapping): Diagnostic[] {
  return policy.entries.flatMap(({ key, keySpan, value }) => {
    const place = { range: rangeOf(keySpan) }
    const usual = key === 'source' && value.kind === 'scalar' && /^describe/.test(String(value.value))
    if (choosing.has(key) && !usual) return [custodianDiagnostics.report('custodian-query', { key }, place)]
    const advice = instead[key]
    if (advice === undefined) return []
    return [custodianDiagnostics.report('custodian-ignored', { key, instead: advice }, place)]
  })
}

function constantVerdict(policy: LocatedMapping, conditions: readonly Cel[]): Diagnostic[] {
  const { text } = all(conditions)
  if (conditions.length === 0 || (text !== 'true' && text !== 'false')) return []
  const verdict = text === 'true' ? 'let every resource through' : 'let no resource through'
  const range = rangeOf(entryOf(policy, 'filters')?.value ?? policy)
  return [custodianDiagnostics.report('custodian-constant', { verdict }, { range })]
}
