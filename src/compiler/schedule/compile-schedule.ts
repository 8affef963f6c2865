import type { Diagnostic, Outcome } from '../../core/diagnostics.js'
import { unmetExtension } from '../../core/parameter-bounds.js'
import type { CompiledPlaybook, Schedule } from '../../core/playbook.js'
import type { ParameterValue } from '../../core/policy.js'
import type { Definition } from '../load/definition.js'
import { checkTimeZone } from '../playbook/limits.js'
import { namedPlaybook } from '../playbook/named-playbook.js'
import { wholeMatch } from '../playbook/whole-match.js'
import { describeValue } from '../schema/describe-value.js'
import {
  entriesAt,
  type LocatedEntry,
  type LocatedValue,
  plainValue,
  rangeOf,
  textAt,
  valueAt,
} from '../source/located-value.js'
import { closestName } from '../suggestion.js'
import { type Calendars, daysUnder } from './calendars.js'
import { nextTime } from './cron-text.js'
import { scheduleDiagnostics } from './diagnostics.js'
import { checkRequester, type RequesterContext } from './requester.js'

/** What schedules are compiled against. */
export interface ScheduleContext extends RequesterContext {
  readonly now: Date
  readonly calendars: Calendars
}

/** Compiles a schedule; its parameters must lie within what executors may change. */
export function compileSchedule(
  { id, root, source }: Definition<'schedule'>,
  context: ScheduleContext,
): Outcome<Schedule | undefined> {
  const zone = checkTimeZone(valueAt(root, ['timeZone']))
  const except = daysUnder(root, 'except', context.calendars)
  const only = daysUnder(root, 'only', context.calendars)
  const diagnostics = [
    ...zone,
    ...(zone.length > 0 ? [] : checkTimes(root, context.now)),
    ...checkPlaybook(root, context),
    ...checkRequester(root, context),
    ...except.diagnostics,
    ...only.diagnostics,
  ]
  if (!source) return { value: undefined, diagnostics }
  const { playbook, params = {}, at, timeZone, missed = 'skip', requester } = source
  const value: Schedule = {
    ...{ id, playbook, params, at, timeZone, missed },
    except: except.value ?? [],
    ...(only.value ? { only: only.value } : {}),
    ...(requester === undefined ? {} : { requester }),
    range: rangeOf(root),
  }
  return { value, diagnostics }
}

function checkTimes(root: LocatedValue, now: Date): readonly Diagnostic[] {
  const place = valueAt(root, ['at'])
  const at = textAt(place)
  const timeZone = textAt(root, 'timeZone')
  if (!place || at === undefined || timeZone === undefined) return []
  const next = nextTime(at, timeZone, now)
  if (next instanceof Date) return []
  const range = rangeOf(place)
  if (next.kind === 'never') return [scheduleDiagnostics.report('schedule-never-runs', undefined, { range })]
  return [scheduleDiagnostics.report('invalid-cron', { problem: next.problem }, { range })]
}

function checkPlaybook(root: LocatedValue, context: ScheduleContext): readonly Diagnostic[] {
  const { value: named, diagnostics } = namedPlaybook(root, context)
  if (!named) return diagnostics
  const entries = entriesAt(root, 'params')
  const { playbook, place } = named
  return [...entries.flatMap((entry) => checkValue(entry, playbook)), ...missing(entries, playbook, place)]
}

function checkValue({ key, keySpan, value }: LocatedEntry, { id, params }: CompiledPlaybook): readonly Diagnostic[] {
  const parameter = Object.hasOwn(params, key) ? params[key] : undefined
  if (!parameter) {
    const parameters = { name: key, playbook: id, suggestion: closestName(key, Object.keys(params)) }
    return [scheduleDiagnostics.report('no-such-playbook-parameter', parameters, { range: rangeOf(keySpan) })]
  }
  const expected = unmetExtension(plainValue(value) as ParameterValue, parameter, wholeMatch)
  if (expected === undefined) return []
  const parameters = { name: key, playbook: id, expected, found: describeValue(value) }
  return [scheduleDiagnostics.report('parameter-not-extendable', parameters, { range: rangeOf(value) })]
}

function missing(
  entries: readonly LocatedEntry[],
  { id, params }: CompiledPlaybook,
  place: LocatedValue,
): readonly Diagnostic[] {
  const given = new Set(entries.map(({ key }) => key))
  return Object.entries(params)
    .filter(([name, { required, default: value }]) => required && value === undefined && !given.has(name))
    .map(([name]) =>
      scheduleDiagnostics.report('missing-playbook-parameter', { name, playbook: id }, { range: rangeOf(place) }),
    )
}
