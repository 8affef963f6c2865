import type { RunWindow } from '../../core/playbook.js'
import { zoneOffset } from '../expression/functions/zones.js'

const minute = 60_000
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** The windows of several playbooks; a playbook without any may run at any time. */
export type WindowLists = readonly (readonly RunWindow[])[]

/** True when an instant lies in a window of every list. Of an unknown time zone it never does. */
export function isWithinWindows(lists: WindowLists, now: Date): boolean {
  return lists.every((windows) => windows.length === 0 || windows.some((window) => isWithin(window, now.getTime())))
}

/** The first minute from `now` until `end` that lies in a window of every list. */
export function nextOpening(lists: WindowLists, now: Date, end: Date): Date | undefined {
  if (isWithinWindows(lists, now)) return now
  for (let time = Math.ceil(now.getTime() / minute) * minute; time < end.getTime(); time += minute) {
    if (isWithinWindows(lists, new Date(time))) return new Date(time)
  }
  return undefined
}

/** A window that ends before it begins goes on over midnight and belongs to the day on which it begins. */
function isWithin({ days: named, from, to, timeZone }: RunWindow, time: number): boolean {
  const offset = zoneOffset(timeZone, time)
  if (offset === undefined) return false
  const local = new Date(time + offset)
  const clock = local.getUTCHours() * 60 + local.getUTCMinutes()
  const [start, stop] = [minutesOf(from), minutesOf(to)]
  const today = days[local.getUTCDay()] ?? ''
  const yesterday = days[(local.getUTCDay() + 6) % 7] ?? ''
  if (start < stop) return clock >= start && clock < stop && has(named, today)
  return (clock >= start && has(named, today)) || (clock < stop && has(named, yesterday))
}

function has(named: readonly string[], day: string): boolean {
  return named.length === 0 || named.some((name) => name.toLowerCase().startsWith(day))
}

function minutesOf(text: string): number {
  const [hours, minutes] = text.split(':')
  return Number(hours) * 60 + Number(minutes ?? 0)
}
