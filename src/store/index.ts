export type { ChunkLines } from './chunk-lines.js'
export { storeDiagnostics } from './diagnostics.js'
export { DigestIndex, digestBytes } from './digest-index.js'
export { folderStore } from './folder-store.js'
export { objectKey } from './object-key.js'
export { openStore } from './open-store.js'
export { type Pruned, prune } from './retention.js'
export { s3Diagnostics } from './s3/index.js'
export {
  deleteBaseline,
  type LatestScan,
  listScans,
  markLatestScan,
  readBaseline,
  readLatestScan,
  readScan,
  writeBaseline,
  writeScan,
} from './scan-archive.js'
export { listSnapshots, readChunks, readDigests, readManifest, readResources } from './snapshot-reader.js'
export { type PartitionContent, writeManifest, writePartition } from './snapshot-writer.js'
export { StoreFailure } from './store-failure.js'
export {
  forgetVerdicts,
  type RememberedFinding,
  type RememberedVerdicts,
  readVerdicts,
  writeVerdicts,
} from './verdict-memory.js'
