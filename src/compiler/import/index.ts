export { custodianDiagnostics } from './custodian/diagnostics.js'
export {
  type CustodianImport,
  type CustodianOptions,
  type ImportedFile,
  importCustodian,
  type UnsupportedPolicy,
} from './custodian/import-custodian.js'
