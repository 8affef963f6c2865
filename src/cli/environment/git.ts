import { execFile, spawn } from 'node:child_process'

/** What git answers in a folder, without the line's end; undefined when it fails, says nothing or is not there. */
export function askGit(folder: string, ...words: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('git', [...words], { cwd: folder, timeout: 10_000 }, (error, output) =>
      resolve(error || output.trim() === '' ? undefined : output.trim()),
    )
  })
}

/** What git prints in a folder, as it is. Throws when git fails. Replaced objects are seen as they were committed. */
export function readGit(words: readonly string[], folder: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['--no-replace-objects', ...words], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
    const pieces: Buffer[] = []
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(Buffer.concat(pieces)) : reject(new Error(`git ${words[0]} failed`)),
    )
  })
}
