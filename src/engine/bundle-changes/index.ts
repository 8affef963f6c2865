export type { Change, DefinitionKind, Difference, Direction } from './change.js'
export { type BundlePair, compareBundles } from './compare-bundles.js'
export { type Impact, impactsOf } from './impact.js'
