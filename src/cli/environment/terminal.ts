/** What the program is connected to; made from the process in `main.ts`, and by hand in tests. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
  readonly colour: boolean
  readonly errorColour: boolean
  /** Columns of the standard output; 100 where it is not a terminal. */
  readonly width: number
  /** True when the standard output is read by a person at a terminal, and not by a file or a program. */
  readonly isTerminal: boolean
  /** True when progress may be drawn on the standard error. */
  readonly interactive: boolean
}

const widthElsewhere = 100

/** The terminal of this process. `color` is what `--color` or `--no-color` said. */
export function processTerminal(environment: NodeJS.ProcessEnv, color: boolean | undefined): Terminal {
  const wanted = color ?? colourOf(environment)
  return {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
    colour: wanted ?? process.stdout.isTTY === true,
    errorColour: wanted ?? process.stderr.isTTY === true,
    width: process.stdout.columns ?? widthElsewhere,
    isTerminal: process.stdout.isTTY === true,
    interactive: process.stderr.isTTY === true && !environment['CI'] && environment['TERM'] !== 'dumb',
  }
}

/** What NO_COLOR (https://no-color.org) and FORCE_COLOR say, if anything. */
function colourOf(environment: NodeJS.ProcessEnv): boolean | undefined {
  if (environment['NO_COLOR']) return false
  if (environment['FORCE_COLOR']) return environment['FORCE_COLOR'] !== '0'
  return environment['TERM'] === 'dumb' ? false : undefined
}
