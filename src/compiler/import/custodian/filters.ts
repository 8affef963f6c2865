import { entryOf, itemsAt, type LocatedMapping, type LocatedValue } from '../../source/located-value.js'
import { ageCondition } from './age-filter.js'
import { all, any, type Cel, not } from './cel.js'
import { listItemCondition } from './list-item.js'
import type { NamedFilters } from './named-filters.js'
import { Refusal, type RefusalCode } from './refusal.js'
import { markedForOperation, tagCount } from './tag-filters.js'
import { lookUp, readValueFilter, type Subject, valueCondition } from './value-filter.js'
import { yamlValue } from './yaml-value.js'

/** What could not be converted, and where it stands. */
export interface Refused {
  readonly code: RefusalCode
  readonly subject: string
  readonly reason: string
  readonly at: LocatedValue
}

/** Converts the filters of one policy, and collects every one that has no condition with the same meaning. */
export class FilterConversion {
  readonly refused: Refused[] = []
  readonly #subject: Subject
  readonly #named: NamedFilters

  constructor(subject: Subject, named: NamedFilters) {
    this.#subject = subject
    this.#named = named
  }

  /** The condition of each filter of a list; a resource has to meet all of them. */
  conditions(filters: readonly LocatedValue[], subject: Subject = this.#subject): Cel[] {
    return filters.flatMap((filter) => this.#attempt(filter, subject) ?? [])
  }

  #attempt(filter: LocatedValue, subject: Subject): Cel | undefined {
    try {
      return this.#condition(filter, subject)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.refused.push({ code: error.code, subject: error.subject, reason: error.reason, at: error.at ?? filter })
      return undefined
    }
  }

  #condition(filter: LocatedValue, subject: Subject): Cel {
    if (filter.kind === 'scalar' && typeof filter.value === 'string')
      return this.#filterNamed(filter.value, filter, subject)
    if (filter.kind !== 'mapping') throw new Refusal('custodian-filter', 'filter', 'a filter is a mapping or a name')
    const [only, ...others] = filter.entries
    if (only && others.length === 0 && only.key !== 'type') return this.#short(only.key, only.value, subject)
    const type = entryOf(filter, 'type')?.value
    if (type?.kind !== 'scalar' || typeof type.value !== 'string') {
      throw new Refusal('custodian-filter', 'type', 'a filter with several keys needs a `type`')
    }
    return this.#filterNamed(type.value, filter, subject)
  }

  /** `{ key: value }`, or `{ or: […] }` and its like. */
  #short(key: string, value: LocatedValue, subject: Subject): Cel {
    if (key === 'and' || key === 'or' || key === 'not') return this.#group(key, value, subject)
    return valueCondition({ key, value: yamlValue(value) }, subject)
  }

  #group(kind: 'and' | 'or' | 'not', value: LocatedValue, subject: Subject): Cel {
    if (value.kind !== 'list') throw new Refusal('custodian-filter', kind, 'it takes a list of filters', value)
    const conditions = this.conditions(value.items, subject)
    if (kind === 'or') return any(conditions)
    return kind === 'and' ? all(conditions) : not(all(conditions))
  }

  #filterNamed(type: string, filter: LocatedValue, subject: Subject): Cel {
    const mapping: LocatedMapping = filter.kind === 'mapping' ? filter : { ...filter, kind: 'mapping', entries: [] }
    switch (type) {
      case 'value':
        return valueCondition(readValueFilter(mapping), subject)
      case 'and':
      case 'or':
      case 'not':
        return this.#group(type, entryOf(mapping, 'filters')?.value ?? mapping, subject)
      case 'list-item': {
        const attributes = itemsAt(mapping, 'attrs')
        return listItemCondition(mapping, subject, (item) => all(this.conditions(attributes, item)))
      }
      case 'tag-count':
        return tagCount(mapping, subject)
      case 'marked-for-op':
        return markedForOperation(mapping, subject, this.#named.marks)
      default:
        return this.#byName(type, mapping, subject)
    }
  }

  #byName(type: string, filter: LocatedMapping, subject: Subject): Cel {
    const path = this.#named.ages[type]
    if (path !== undefined && subject.tagged) return ageCondition(filter, path, subject)
    const part = this.#named.parts[type]
    if (part !== undefined && subject.tagged) {
      return valueCondition(readValueFilter(filter), { ...subject, root: lookUp(part, subject), tagged: false })
    }
    throw new Refusal(
      'custodian-filter',
      type,
      refusedFilters[type] ?? 'it is a filter of its own in Custodian that has no conversion yet',
    )
  }
}

const refusedFilters: Readonly<Record<string, string>> = {
  reduce: 'it chooses among the resources of a run, and a condition speaks of one resource',
  event: 'it looks at the event of a deployed function, not at the resource',
  offhour: 'schedules belong to playbooks, not to conditions',
  onhour: 'schedules belong to playbooks, not to conditions',
}
