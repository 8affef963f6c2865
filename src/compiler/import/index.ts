export type { CustodianOptions, ImportedFile } from './custodian/convert-policy.js'
export { custodianDiagnostics } from './custodian/diagnostics.js'
export { type CustodianImport, importCustodian, type UnsupportedPolicy } from './custodian/import-custodian.js'
