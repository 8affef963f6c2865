import type { LocatedScalar, LocatedValue } from '../../source/located-value.js'

/**
 * The value as Custodian's YAML 1.1 reader sees it: plain `yes`, `no`, `on` and `off` are booleans. (Policies may be
 * JSON as well, which is YAML.)
 */
export function yamlValue(value: LocatedValue): unknown {
  switch (value.kind) {
    case 'scalar':
      return scalarValue(value)
    case 'list':
      return value.items.map(yamlValue)
    case 'mapping':
      return Object.fromEntries(value.entries.map((entry) => [entry.key, yamlValue(entry.value)]))
    case 'function':
      return undefined
  }
}

function scalarValue(scalar: LocatedScalar): LocatedScalar['value'] {
  const { value } = scalar
  if (typeof value !== 'string') return value
  const isPlain = scalar.source.text.slice(scalar.start, scalar.end) === value
  if (!isPlain) return value
  if (/^(?:yes|Yes|YES|on|On|ON)$/.test(value)) return true
  return /^(?:no|No|NO|off|Off|OFF)$/.test(value) ? false : value
}
