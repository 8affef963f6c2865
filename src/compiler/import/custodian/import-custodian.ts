import type { Diagnostic, Outcome } from '../../../core/diagnostics.js'
import type { Catalog, ResourceType } from '../../../core/resource-type.js'
import {
  entryOf,
  itemsAt,
  type LocatedMapping,
  type LocatedValue,
  rangeOf,
  textAt,
} from '../../source/located-value.js'
import { sourceText } from '../../source/source-text.js'
import { all, type Cel } from './cel.js'
import { custodianDiagnostics } from './diagnostics.js'
import { FilterConversion } from './filters.js'
import { namedFiltersOf } from './named-filters.js'
import { Operands } from './operand.js'
import { renderPolicyFile } from './policy-file.js'

/** A converted policy: a file below the repository's root. */
export interface ImportedFile {
  readonly path: string
  readonly text: string
  readonly policyId: string
  /** The Custodian policy's name. */
  readonly name: string
}

/** A policy that was not converted, and why. */
export interface UnsupportedPolicy {
  readonly name: string
  readonly resource: string
  readonly reasons: readonly Diagnostic[]
}

export interface CustodianImport {
  readonly files: readonly ImportedFile[]
  readonly unsupported: readonly UnsupportedPolicy[]
}

export interface CustodianOptions {
  readonly catalog: Catalog
  /** The path of the Custodian file, for messages and the note at the head of each policy. */
  readonly file: string
}

/**
 * Converts a Cloud Custodian policy file into Escher policies, one file each. A policy is converted whole or not at
 * all: what has no condition with the same meaning is an error, and its policy is listed as unsupported.
 *
 * @example
 * await importCustodian('policies: [{ name: open, resource: aws.ec2, filters: [{ "tag:Owner": absent }] }]', options)
 */
export async function importCustodian(text: string, options: CustodianOptions): Promise<Outcome<CustodianImport>> {
  const { readYaml } = await import('../../yaml/read-yaml.js')
  const read = readYaml(sourceText(options.file, text))
  const policies = entryOf(read.value, 'policies')?.value
  if (policies?.kind !== 'list') {
    const range = read.value && rangeOf(read.value)
    const problems =
      read.diagnostics.length > 0 ? read.diagnostics : [custodianDiagnostics.report('custodian-file', undefined, { range })]
    return { value: { files: [], unsupported: [] }, diagnostics: problems }
  }
  const importer = new Importer(options)
  for (const policy of policies.items) await importer.add(policy)
  return { value: importer, diagnostics: [...read.diagnostics, ...importer.diagnostics] }
}

class Importer implements CustodianImport {
  readonly files: ImportedFile[] = []
  readonly unsupported: UnsupportedPolicy[] = []
  readonly diagnostics: Diagnostic[] = []
  readonly #options: CustodianOptions

  constructor(options: CustodianOptions) {
    this.#options = options
  }

  async add(policy: LocatedValue): Promise<void> {
    const name = textAt(policy, 'name')
    const resource = textAt(policy, 'resource')
    if (policy.kind !== 'mapping' || name === undefined || resource === undefined) {
      const missing = name === undefined ? 'name' : 'resource'
      this.diagnostics.push(custodianDiagnostics.report('custodian-policy', { missing }, { range: rangeOf(policy) }))
      return
    }
    const { file, diagnostics } = await this.#convert(policy, name, resource)
    this.diagnostics.push(...diagnostics)
    if (file) this.files.push(file)
    else this.unsupported.push({ name, resource, reasons: diagnostics.filter(({ severity }) => severity === 'error') })
  }

  async #convert(policy: LocatedMapping, name: string, resource: string): Promise<Converted> {
    const custodianType = resource.includes('.') ? resource : `aws.${resource}`
    const type = typeKnownAs(this.#options.catalog, custodianType)
    if (!type) {
      const range = rangeOf(entryOf(policy, 'resource')?.value ?? policy)
      return { diagnostics: [custodianDiagnostics.report('custodian-resource', { resource }, { range })] }
    }
    const named = namedFiltersOf(custodianType)
    const operands = new Operands(await type.schema(), named.instants)
    const conversion = new FilterConversion({ operands, root: operands.root(), tagged: true }, named)
    const conditions = conversion.conditions(filtersOf(policy))
    const around = besidesFilters(policy)
    const refused = conversion.refused.map(({ code, at, ...parameters }) =>
      custodianDiagnostics.report(code, parameters, { range: rangeOf(at) }),
    )
    const diagnostics = [...around, ...refused]
    if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics }
    const id = idOf(type, name)
    if (this.files.some(({ policyId }) => policyId === id)) {
      return {
        diagnostics: [
          ...diagnostics,
          custodianDiagnostics.report('custodian-duplicate', { id }, { range: rangeOf(policy) }),
        ],
      }
    }
    const description = descriptionOf(policy)
    const text = renderPolicyFile({
      name,
      source: this.#options.file,
      resource: type.name,
      conditions,
      notes: around.map(({ message }) => message),
      ...(description ? { description } : {}),
    })
    return {
      file: { path: `policies/${id}.yaml`, text, policyId: id, name },
      diagnostics: [...diagnostics, ...constant(policy, conditions)],
    }
  }
}

interface Converted {
  readonly file?: ImportedFile
  readonly diagnostics: readonly Diagnostic[]
}

function typeKnownAs(catalog: Catalog, custodianType: string): ResourceType | undefined {
  return [...catalog.types.values()].find((type) => type.knownAs['custodian']?.includes(custodianType))
}

/** Filters are a list; Custodian takes a single mapping as well. */
function filtersOf(policy: LocatedMapping): readonly LocatedValue[] {
  const filters = entryOf(policy, 'filters')?.value
  if (filters?.kind === 'mapping') return [filters]
  return itemsAt(policy, 'filters')
}

function idOf(type: ResourceType, name: string): string {
  const file = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return [...type.name.split('.').slice(0, -1), file || 'policy'].join('/')
}

function descriptionOf(policy: LocatedMapping): string | undefined {
  return textAt(policy, 'description') ?? textAt(policy, 'comment') ?? textAt(policy, 'comments')
}

/** Keys that say which resources a policy sees; without them it would see others. */
const choosing = new Set(['query', 'conditions', 'source'])

const leftOut: Readonly<Record<string, string>> = {
  actions: 'write a playbook and name it under `remediation`',
  mode: 'write an alert rule to answer events, or schedule `escher scan`',
  region: 'accounts and their regions stand in `escher.config.yaml`',
  regions: 'accounts and their regions stand in `escher.config.yaml`',
  tags: 'put the policy in a folder, and name it by a glob',
  'max-resources': 'limits belong to playbooks',
  'max-resources-percent': 'limits belong to playbooks',
}

function besidesFilters(policy: LocatedMapping): Diagnostic[] {
  return policy.entries.flatMap(({ key, keySpan, value }) => {
    const place = { range: rangeOf(keySpan) }
    const usual = key === 'source' && value.kind === 'scalar' && /^describe/.test(String(value.value))
    if (choosing.has(key) && !usual) return [custodianDiagnostics.report('custodian-query', { key }, place)]
    const instead = leftOut[key]
    return instead === undefined ? [] : [custodianDiagnostics.report('custodian-ignored', { key, instead }, place)]
  })
}

function constant(policy: LocatedMapping, conditions: readonly Cel[]): Diagnostic[] {
  const { text } = all(conditions)
  if (conditions.length === 0 || (text !== 'true' && text !== 'false')) return []
  const verdict = text === 'true' ? 'let every resource through' : 'let no resource through'
  return [
    custodianDiagnostics.report(
      'custodian-constant',
      { verdict },
      { range: rangeOf(entryOf(policy, 'filters')?.value ?? policy) },
    ),
  ]
}
