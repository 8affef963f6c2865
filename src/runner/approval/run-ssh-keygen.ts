import { spawn } from 'node:child_process'

/** How a call of `ssh-keygen` ended. `absent` when there is no such program. */
export type KeygenResult =
  | { readonly kind: 'exited'; readonly code: number; readonly output: string; readonly error: string }
  | { readonly kind: 'absent' }

/**
 * Calls `ssh-keygen` with arguments, never through a shell. `input` is its standard input; without it, it has the
 * terminal's, so that it can ask for a passphrase.
 */
export function runSshKeygen(words: readonly string[], input?: string): Promise<KeygenResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('ssh-keygen', words, { stdio: [input === undefined ? 'inherit' : 'pipe', 'pipe', 'pipe'] })
    let [output, errors] = ['', '']
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors += text
    })
    child.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve({ kind: 'absent' }) : reject(error),
    )
    child.on('close', (code) => resolve({ kind: 'exited', code: code ?? 1, output, error: errors }))
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}
