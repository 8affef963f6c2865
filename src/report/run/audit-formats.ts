/** Formats in which records can be exported. */
export const auditFormats = ['ndjson', 'csv'] as const
export type AuditFormat = (typeof auditFormats)[number]
