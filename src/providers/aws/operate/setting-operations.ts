import type { CloudRequest, Operation } from '../../../core/operation.js'
import type { ParameterValue } from '../../../core/policy.js'
import type { Resource } from '../../../core/resource.js'
import { isSame } from '../../operating/document.js'
import {
  currentOf,
  type Setting,
  type SettingOperation,
  type SettingValues,
  settingOperations,
} from '../../operating/setting-operations.js'
import type { AwsResourceType } from '../description.js'
import { type AwsServiceName, operationName, operationPage } from '../services.js'
import { type AwsCall, aspectsOf, awsRequest, becomes } from './aws-operation.js'

/** A switch of an AWS resource, with the calls that move it. */
export interface AwsSetting extends Setting {
  /** The service that is called; the type's own when left out. */
  readonly service?: AwsServiceName
  /** The API operations that move it, the main one first. */
  readonly calls: readonly [string, ...string[]]
  /** Permissions, where they are not named as the calls are. */
  readonly permissions?: readonly string[]
  /** The calls that bring it to a value. Null is the value of a setting that was never made. */
  readonly send: (value: ParameterValue, target: Resource) => readonly AwsCall[]
}

export type AwsSettings = Readonly<Record<string, AwsSetting>>

interface Options {
  readonly settings: AwsSettings
  readonly settlesWithin: number
}

/** The operations of a type's settings, `configure` included. Only settings that differ are sent. */
export function awsSettingOperations(
  type: AwsResourceType,
  { settings, settlesWithin }: Options,
  operations: readonly SettingOperation[],
): readonly Operation[] {
  return settingOperations(
    {
      type: type.name,
      settings,
      documentation: pageOf(type, settings, Object.keys(settings)),
      permissions: (moved) => [...new Set(moved.flatMap((name) => permissionsOf(type, settings[name])))],
      reads: (paths) => aspectsOf(type, paths),
      requests: (target, wanted) => requestsOf(type, settings, { target, wanted }),
      becomes: (target, properties) => becomes(type, target, properties),
      settlesWithin,
    },
    operations.map((operation) => ({ documentation: pageOf(type, settings, operation.moves), ...operation })),
  )
}

function pageOf(type: AwsResourceType, settings: AwsSettings, [first = '']: readonly string[]): string {
  const setting = settings[first]
  return operationPage(setting?.service ?? type.description.service, setting?.calls[0] ?? '')
}

function permissionsOf(type: AwsResourceType, setting: AwsSetting | undefined): readonly string[] {
  if (setting === undefined) return []
  const { service = type.description.service, calls, permissions } = setting
  return permissions ?? calls.map((call) => operationName(service, call))
}

/** Settings that one API operation moves, with one call for each, are sent in one call. */
function requestsOf(
  type: AwsResourceType,
  settings: AwsSettings,
  { target, wanted }: { readonly target: Resource; readonly wanted: SettingValues },
): readonly CloudRequest[] {
  const requests: CloudRequest[] = []
  for (const [name, value] of Object.entries(wanted)) {
    const setting = settings[name]
    if (setting === undefined || isSame(currentOf(settings, name, target), value)) continue
    const own = setting.send(value, target).map((call) => awsRequest(setting.service ?? type.description.service, call))
    const [only, ...others] = own
    const at = others.length > 0 ? -1 : requests.findIndex(({ action }) => action === only?.action)
    const known = requests[at]
    if (known && only) requests[at] = { ...known, input: { ...known.input, ...only.input } }
    else requests.push(...own)
  }
  return requests
}
