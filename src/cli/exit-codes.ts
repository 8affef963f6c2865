/** What the process's exit code tells. The one table; help and documentation are made from it. */
export const exitCodes = {
  clean: { code: 0, meaning: 'nothing to complain of' },
  findings: {
    code: 1,
    meaning:
      'findings at or over the threshold, a policy example that fails, or a file that `fmt --check` or `owners --check` would change',
  },
  usage: { code: 2, meaning: 'the command line is wrong' },
  'invalid-files': { code: 3, meaning: 'files of the repository do not compile' },
  incomplete: {
    code: 4,
    meaning: 'no findings at or over the threshold, but something could not be read or decided',
  },
  failed: { code: 5, meaning: 'the environment, the store or Escher itself failed' },
  refused: {
    code: 6,
    meaning: 'refused: outside the limits, not approved, or no longer what was planned; nothing was changed',
  },
  'run-failed': { code: 7, meaning: 'the run failed: at least one target failed or was put back' },
  interrupted: { code: 130, meaning: 'interrupted with Ctrl-C; what was read is kept' },
} as const satisfies Record<string, { readonly code: number; readonly meaning: string }>

/** How a command ended. */
export type Exit = keyof typeof exitCodes

/** The number of an exit, for the operating system. */
export function exitCode(exit: Exit): number {
  return exitCodes[exit].code
}
