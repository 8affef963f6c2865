import { execFile } from 'node:child_process'

/** What git answers in a folder, without the line's end; undefined when it fails, says nothing or is not there. */
export function askGit(folder: string, ...words: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('git', [...words], { cwd: folder, timeout: 10_000 }, (error, output) =>
      resolve(error || output.trim() === '' ? undefined : output.trim()),
    )
  })
}
