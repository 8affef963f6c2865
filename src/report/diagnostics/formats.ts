/** The formats that diagnostics can be printed in. */
export const diagnosticsFormats = ['human', 'json', 'sarif', 'github', 'junit', 'markdown'] as const
export type DiagnosticsFormat = (typeof diagnosticsFormats)[number]
