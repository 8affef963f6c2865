import type { FunctionName } from '../../../core/functions/index.js'
import { collectionImplementations } from './collections.js'
import { conversionImplementations } from './conversions.js'
import type { Implementation } from './implementation.js'
import { networkImplementations } from './network.js'
import { policyImplementations } from './policies.js'
import { textImplementations } from './text.js'
import { timeImplementations } from './time.js'

export { displayText } from './conversions.js'
export type { Implementation } from './implementation.js'
export { patternTest } from './patterns.js'
export { present } from './present.js'

/** How each function of `functionTable` computes. */
export const implementations: Readonly<Record<FunctionName, Implementation>> = {
  ...conversionImplementations,
  ...textImplementations,
  ...collectionImplementations,
  ...timeImplementations,
  ...networkImplementations,
  ...policyImplementations,
}
