import type {
  CloudRequest,
  Effect,
  Operation,
  OperationParameter,
  OperationParameters,
  Risk,
} from '../../core/operation.js'
import type { ParameterValue } from '../../core/policy.js'
import type { Resource } from '../../core/resource.js'
import { mapValues } from '../reading/map-values.js'
import type { Document } from '../reading/rest-answer.js'
import { changes, defineOperation } from './define-operation.js'
import { isSame, partsOf, valueAt, withValue } from './document.js'
import { already, refused } from './refusal.js'

/** One switch of a resource. */
export interface Setting {
  readonly path: string
  readonly parameter: OperationParameter
  /** What the vendor takes an absent one for; null where a PATCH with null takes it away. */
  readonly whenAbsent: ParameterValue
  /** The form in which a read gives a value, where there are several. */
  readonly asRead?: (value: ParameterValue) => ParameterValue
  /** What moving it changes in the bill that the document does not show. */
  readonly unseenCost?: string
  /** The path of the object that the API only takes as a whole. */
  readonly sends?: string
}

/** The switches of a type, and the call that moves any of them, or the calls for each. */
export type TypeSettings = CommonSettings & (PutTogether | PutApart)

interface PutTogether {
  /** The call that puts `body`, which holds only what changes. */
  readonly request: (target: Resource, body: Document, token: string) => CloudRequest
}

interface PutApart {
  /** The calls that bring settings to these values. */
  readonly requests: (target: Resource, wanted: SettingValues) => readonly CloudRequest[]
}

interface CommonSettings {
  readonly type: string
  /** The verb that sets any of them, where a type has several groups of settings; `configure` when left out. */
  readonly configure?: string
  readonly settings: Readonly<Record<string, Setting>>
  readonly documentation: string
  readonly permissions: readonly string[] | ((moved: readonly string[]) => readonly string[])
  /** Aspects that fill these paths; none when left out. */
  readonly reads?: (paths: readonly string[]) => readonly string[]
  /** The effect of another document, where more follows from it. */
  readonly becomes?: (target: Resource, properties: Document) => Effect
  readonly idempotency?: Operation['idempotency']
  readonly settlesWithin: number
}

export type SettingValues = Readonly<Record<string, ParameterValue>>

/** A verb that brings some settings to a wanted state. */
export interface SettingOperation {
  readonly verb: string
  readonly title: string
  readonly risk: Risk
  readonly destructive?: boolean
  readonly documentation?: string
  readonly params?: Readonly<Record<string, OperationParameter>>
  /** Names of the settings that it moves. */
  readonly moves: readonly string[]
  /** Those of them that must have been read for these parameters; all when left out. */
  readonly needs?: (params: OperationParameters) => readonly string[]
  /** The values wanted; settings left out stay. */
  readonly wanted: (params: OperationParameters, target: Resource) => SettingValues
  /** True when the target is as wanted though a value differs, as a stricter one does. */
  readonly holds?: (target: Resource, params: OperationParameters) => boolean
  /** Why it cannot run, or undefined. */
  readonly refusal?: (target: Resource, params: OperationParameters) => string | undefined
  /** Further paths that `refusal` looks at. */
  readonly looksAt?: readonly string[]
  /** True when the vendor does not let it be undone from this state. */
  readonly irreversible?: (before: Resource) => boolean
}

/** The operations of a type's settings: those given, and `configure`, which sets any of them and undoes the others. */
export function settingOperations(type: TypeSettings, operations: readonly SettingOperation[]): readonly Operation[] {
  return [...operations, configure(type)].map((operation) => settingOperation(type, operation))
}

function configure({ settings, configure: verb = 'configure' }: TypeSettings): SettingOperation {
  return {
    verb,
    title: 'Set any of its settings',
    risk: 'high',
    params: mapValues(settings, ({ parameter }) => parameter),
    moves: Object.keys(settings),
    needs: (params) => Object.keys(params),
    wanted: (params) => params,
    refusal: (_, params) => (Object.keys(params).length === 0 ? 'no setting is given' : undefined),
  }
}

function settingOperation(type: TypeSettings, operation: SettingOperation): Operation {
  const { settings } = type
  const { permissions, becomes = changes, configure: inverse = 'configure' } = type
  const { moves, needs, looksAt = [] } = operation
  const wantedOf = (params: OperationParameters, target: Resource): SettingValues =>
    mapValues(operation.wanted(params, target), (value, name) => settings[name]?.asRead?.(value) ?? value)
  const after = (target: Resource, wanted: SettingValues): Document => documentWith(settings, target, wanted)
  const pathsOf = (names: readonly string[]) => [...names.map((name) => pathOf(settings, name)), ...looksAt]
  const dependsOn = pathsOf(moves)
  return defineOperation(type.type, {
    verb: operation.verb,
    title: operation.title,
    documentation: operation.documentation ?? type.documentation,
    risk: operation.risk,
    destructive: operation.destructive ?? false,
    params: operation.params ?? {},
    permissions: typeof permissions === 'function' ? permissions(moves) : permissions,
    reads: type.reads?.(dependsOn) ?? [],
    idempotency: type.idempotency ?? 'natural',
    settlesWithin: type.settlesWithin,
    dependsOn,
    ...(needs && { needs: (params) => pathsOf(needs(params)) }),
    unseenCost: (params) => (needs?.(params) ?? moves).flatMap((name) => settings[name]?.unseenCost ?? [])[0],
    precondition: (target, params) => {
      const reason = operation.refusal?.(target, params)
      if (reason !== undefined) return refused(reason)
      const wanted = Object.entries(wantedOf(params, target))
      const asWanted = wanted.every(([name, value]) => isSame(currentOf(settings, name, target), value))
      return asWanted || operation.holds?.(target, params) ? already('it is set as wanted') : undefined
    },
    effect: (target, params) => becomes(target, after(target, wantedOf(params, target))),
    inverse: (before, params) => {
      if (operation.irreversible?.(before)) return undefined
      const values = Object.entries(wantedOf(params, before)).flatMap(([name, value]) => {
        const current = currentOf(settings, name, before)
        return isSame(current, value) ? [] : [[name, current] as const]
      })
      return { operation: `${type.type}.${inverse}`, params: Object.fromEntries(values) }
    },
    requests: (target, params, token) => {
      const wanted = wantedOf(params, target)
      if ('requests' in type) return type.requests(target, wanted)
      const sent = Object.keys(wanted).map((name) => settings[name]?.sends ?? pathOf(settings, name))
      return [type.request(target, partsOf(after(target, wanted), sent), token)]
    },
  })
}

function documentWith(settings: TypeSettings['settings'], { properties }: Resource, wanted: SettingValues): Document {
  return Object.entries(wanted).reduce<Document>(
    (document, [name, value]) => withValue(document, pathOf(settings, name), value ?? undefined),
    properties,
  )
}

function pathOf(settings: TypeSettings['settings'], name: string): string {
  const setting = settings[name]
  if (setting === undefined) throw new Error(`there is no setting ${name}`)
  return setting.path
}

/** The value of a setting, or what its absence means. */
export function currentOf(settings: TypeSettings['settings'], name: string, target: Resource): ParameterValue {
  const value = valueAt(target.properties, pathOf(settings, name)) as ParameterValue | undefined
  if (value === undefined || value === null) return settings[name]?.whenAbsent ?? null
  return settings[name]?.asRead?.(value) ?? value
}
