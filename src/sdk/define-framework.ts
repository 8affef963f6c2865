import type { Framework } from '../core/policy.js'

/** Everything that a framework file says. Its id is its path below `frameworks/`. */
export type FrameworkDefinition = Omit<Framework, 'id'>

/** Defines a framework, as the default export of a file below `frameworks/`. */
export function defineFramework(definition: FrameworkDefinition): FrameworkDefinition {
  return definition
}
