export { present } from '../../src/engine/expression/functions/index.js'
export { MapValue } from '../../src/engine/expression/values/index.js'
