import type { Diagnostic, Outcome } from '../../../core/diagnostics.js'
import { entryOf, type LocatedValue, rangeOf, textAt } from '../../source/located-value.js'
import { sourceText } from '../../source/source-text.js'
import { type ConvertedPolicy, type CustodianOptions, convertPolicy, type ImportedFile } from './convert-policy.js'
import { custodianDiagnostics } from './diagnostics.js'

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

/**
 * Converts a Cloud Custodian policy file into Escher policies, one file each. A policy is converted whole or not at
 * all: what has no condition with the same meaning is an error, and its policy is listed as unsupported.
 *
 * @example
 * await importCustodian('policies: [{ name: unowned, resource: aws.ec2, filters: [{ "tag:Owner": absent }] }]', options)
 */
export async function importCustodian(text: string, options: CustodianOptions): Promise<Outcome<CustodianImport>> {
  const { readYaml } = await import('../../yaml/read-yaml.js')
  const read = readYaml(sourceText(options.file, text))
  const policies = entryOf(read.value, 'policies')?.value
  if (policies?.kind !== 'list') {
    const place = { range: read.value && rangeOf(read.value) }
    const noPolicies = custodianDiagnostics.report('custodian-file', undefined, place)
    return { value: { files: [], unsupported: [] }, diagnostics: read.value ? [noPolicies] : read.diagnostics }
  }
  const files = new Map<string, ImportedFile>()
  const unsupported: UnsupportedPolicy[] = []
  const diagnostics = [...read.diagnostics]
  for (const policy of policies.items) {
    const converted = unlessTaken(await convertPolicy(policy, options), policy, files)
    diagnostics.push(...converted.diagnostics)
    if (converted.file) files.set(converted.file.policyId, converted.file)
    else unsupported.push(unsupportedPolicy(policy, converted.diagnostics))
  }
  return { value: { files: [...files.values()], unsupported }, diagnostics }
}

/** Two policies cannot have one id; the second is refused. */
function unlessTaken(
  converted: ConvertedPolicy,
  policy: LocatedValue,
  files: ReadonlyMap<string, ImportedFile>,
): ConvertedPolicy {
  const id = converted.file?.policyId
  if (id === undefined || !files.has(id)) return converted
  const taken = custodianDiagnostics.report('custodian-duplicate', { id }, { range: rangeOf(policy) })
  return { diagnostics: [...converted.diagnostics, taken] }
}

function unsupportedPolicy(policy: LocatedValue, diagnostics: readonly Diagnostic[]): UnsupportedPolicy {
  return {
    name: textAt(policy, 'name') ?? '',
    resource: textAt(policy, 'resource') ?? '',
    reasons: diagnostics.filter(({ severity }) => severity === 'error'),
  }
}
