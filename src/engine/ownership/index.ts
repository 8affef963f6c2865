export { codeOwnersBlock, staleness, withCodeOwners, withoutHandle } from './code-owners.js'
export { ownershipDiagnostics } from './diagnostics.js'
export { judgeChanges } from './judge-changes.js'
export { editorNamed } from './may-edit.js'
