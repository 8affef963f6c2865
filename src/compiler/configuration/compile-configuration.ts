import type {
  AccountConfiguration,
  AccountSource,
  Configuration,
  CredentialReference,
  EnvironmentConfiguration,
} from '../../core/configuration.js'
import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import { type BlastRadius, defaultBlastRadius } from '../../core/plan.js'
import type { AccountDefinition, CredentialsDefinition } from '../../sdk/index.js'
import { compileAccess, defaultAccess } from '../access/compile-access.js'
import type { Definition } from '../load/definition.js'
import type { ConfigurationSource } from '../schema/configuration-schema.js'
import { entryOf, itemsAt, type LocatedValue, rangeOf, valueAt, writtenText } from '../source/located-value.js'
import { configurationDiagnostics } from './diagnostics.js'
import { findCredentials } from './find-credentials.js'

/** What holds without a configuration file, and where a file says nothing. */
export const defaultConfiguration: Configuration = {
  accounts: [],
  environments: {},
  environmentTags: ['environment', 'env'],
  params: {},
  library: [],
  store: '.escher',
  access: defaultAccess,
  standingApprovalDays: 90,
  scan: { failOn: 'high', keep: 30, concurrency: { account: 16, region: 8 } },
}

/** Fills in what the file leaves out. With errors in it, the value is what holds without the file. */
export function compileConfiguration(definition: Definition<'configuration'>): Outcome<Configuration> {
  const { root, source } = definition
  const access = compileAccess(root, source)
  const diagnostics = [...findCredentials(root), ...checkAccounts(root), ...access.diagnostics]
  if (!source) return { value: defaultConfiguration, diagnostics }
  const accounts = (source.accounts ?? []) as readonly AccountDefinition[]
  const environments = Object.entries(source.environments ?? {})
  const value: Configuration = {
    accounts: accounts.map((account, index) => compileAccount(account, valueAt(root, ['accounts', index]))),
    environments: Object.fromEntries(
      environments.map(([name, { protected: guarded, params }]): [string, EnvironmentConfiguration] => [
        name,
        { protected: guarded ?? false, params: params ?? {} },
      ]),
    ),
    environmentTags: source.environmentTags ?? defaultConfiguration.environmentTags,
    params: source.params ?? {},
    library: source.library ?? [],
    store: source.store ?? defaultConfiguration.store,
    ...(source.engine === undefined ? {} : { engine: source.engine }),
    access: access.value,
    ...(source.blastRadius ? { blastRadius: blastRadiusOf(source.blastRadius) } : {}),
    standingApprovalDays: source.standingApprovalDays ?? defaultConfiguration.standingApprovalDays,
    scan: {
      failOn: source.scan?.failOn ?? defaultConfiguration.scan.failOn,
      keep: source.scan?.keep ?? defaultConfiguration.scan.keep,
      concurrency: {
        account: source.scan?.concurrency?.account ?? defaultConfiguration.scan.concurrency.account,
        region: source.scan?.concurrency?.region ?? defaultConfiguration.scan.concurrency.region,
      },
    },
    range: rangeOf(root),
  }
  return { value, diagnostics }
}

function blastRadiusOf({
  targets,
  destroyed,
  risk,
  protectedTags,
}: NonNullable<ConfigurationSource['blastRadius']>): BlastRadius {
  return {
    maximumTargets: targets ?? defaultBlastRadius.maximumTargets,
    maximumDestroyed: destroyed ?? defaultBlastRadius.maximumDestroyed,
    maximumRisk: risk ?? defaultBlastRadius.maximumRisk,
    protectedTags: protectedTags ?? defaultBlastRadius.protectedTags,
  }
}

function compileAccount(account: AccountDefinition, place: LocatedValue | undefined): AccountConfiguration {
  const id = valueAt(place, ['id'])
  return {
    id: id ? writtenText(id) : account.name,
    name: account.name,
    cloud: account.cloud,
    ...(account.environment === undefined ? {} : { environment: account.environment }),
    source: sourceOf(account),
    regions: account.regions ?? 'discovered',
    params: account.params ?? {},
  }
}

function sourceOf({ sandbox, recording, credentials }: AccountDefinition): AccountSource {
  if (sandbox !== undefined) return { kind: 'sandbox', estate: sandbox }
  if (recording !== undefined) return { kind: 'recording', path: recording }
  return { kind: 'cloud', credentials: referenceOf(credentials ?? 'environment') }
}

function referenceOf(credentials: CredentialsDefinition): CredentialReference {
  if (credentials === 'environment') return { from: 'environment' }
  if ('profile' in credentials) return { from: 'profile', profile: credentials.profile }
  const { base, ...role } = credentials
  return { from: 'role', ...role, ...(base === undefined ? {} : { base: referenceOf(base) }) }
}

function checkAccounts(root: LocatedValue): readonly Diagnostic[] {
  const seen = new Map<string, LocatedValue>()
  return itemsAt(root, 'accounts').flatMap((account) => [...checkSources(account), ...checkIdentity(account, seen)])
}

function checkSources(account: LocatedValue): readonly Diagnostic[] {
  const entries = ['credentials', 'sandbox', 'recording'].flatMap((key) => entryOf(account, key) ?? [])
  const second = entries[1]
  if (!second) return []
  const sources = entries.map(({ key }) => key)
  return [configurationDiagnostics.report('several-sources', { sources }, { range: rangeOf(second.keySpan) })]
}

function checkIdentity(account: LocatedValue, seen: Map<string, LocatedValue>): readonly Diagnostic[] {
  return ['name', 'id'].flatMap((key) => {
    const value = valueAt(account, [key])
    if (!value) return []
    const name = writtenText(value)
    const first = seen.get(name)
    if (first === account) return []
    seen.set(name, first ?? account)
    if (!first) return []
    const place = { range: rangeOf(value), related: [{ message: 'the first one', range: rangeOf(first) }] }
    return [configurationDiagnostics.report('duplicate-account', { name }, place)]
  })
}
