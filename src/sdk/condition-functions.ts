import type { FunctionName } from '../core/functions/index.js'
import type { LooseDocument } from './condition-scope.js'

/** The compiler checks arguments and results, with the types of resources, which TypeScript does not know. */
type ConditionFunction = (...values: readonly LooseDocument[]) => LooseDocument

const declarations = new Proxy({} as Readonly<Record<FunctionName, ConditionFunction>>, {
  get: (_target, name) => () => {
    throw new Error(`${String(name)} is for conditions, which Escher reads and never runs`)
  },
})

/** The functions that conditions may call, as editors need them. Conditions are read and never run. */
export const {} = declarations
