import type { Framework, FrameworkControl, ParameterBounds } from '../../core/policy.js'
import type { Definition } from '../load/definition.js'
import { valueAt, writtenText } from '../source/located-value.js'

/** The framework that a file defines; undefined when its shape is wrong. */
export function compileFramework({ id, root, source }: Definition<'framework'>): Framework | undefined {
  const version = valueAt(root, ['version'])
  if (!source || !version) return undefined
  const controls = Object.entries(source.controls).map(
    ([number, { title, parameters }]): [string, FrameworkControl] => [
      number,
      { title, ...(parameters ? { parameters: parameters as Record<string, Record<string, ParameterBounds>> } : {}) },
    ],
  )
  return {
    id,
    title: source.title,
    version: writtenText(version),
    source: source.source,
    controls: Object.fromEntries(controls),
  }
}
