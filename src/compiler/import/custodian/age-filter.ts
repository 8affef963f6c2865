import { entryOf, type LocatedMapping } from '../../source/located-value.js'
import type { Cel } from './cel.js'
import { constantOperand } from './operand.js'
import { operators } from './operators.js'
import { Refusal } from './refusal.js'
import { lookUp, type Subject } from './value-filter.js'
import { days } from './value-types.js'
import { yamlValue } from './yaml-value.js'

const daysIn: Readonly<Record<string, number>> = { days: 1, hours: 1 / 24, minutes: 1 / 1440 }

/** A filter such as `instance-age`: how long ago the date at `path` was, compared with days, hours and minutes. */
export function ageCondition(filter: LocatedMapping, path: string, subject: Subject): Cel {
  const operator = entryOf(filter, 'op')?.value
  const apply = operators.get(operator === undefined ? 'greater-than' : String(yamlValue(operator)))
  if (!apply) throw new Refusal('custodian-filter-option', 'op', 'there is no such operator', operator)
  const bound = filter.entries
    .filter(({ key }) => key !== 'type' && key !== 'op')
    .reduce((sum, { key, value }) => {
      const amount = yamlValue(value)
      const unit = daysIn[key]
      if (unit === undefined)
        throw new Refusal('custodian-filter-option', key, 'it is not an option of this filter', value)
      if (typeof amount !== 'number') throw new Refusal('custodian-value', key, 'a number is needed here', value)
      return sum + amount * unit
    }, 0)
  return apply(days('ageDays', lookUp(path, subject)), constantOperand(bound))
}
