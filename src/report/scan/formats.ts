/** The formats that a scan can be written in. */
export const scanFormats = [
  'terminal',
  'json',
  'ndjson',
  'sarif',
  'ocsf',
  'csv',
  'junit',
  'markdown',
  'github',
  'html',
] as const
export type ScanFormat = (typeof scanFormats)[number]
