import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A file to write, with its path from the folder in forward slashes. */
export interface NewFile {
  readonly path: string
  readonly text: string
}

/** Which files were written, and which were there already and left alone. */
export interface Written {
  readonly written: readonly string[]
  readonly kept: readonly string[]
}

/** Writes files into a folder without ever replacing one. */
export async function writeNewFiles(folder: string, files: readonly NewFile[]): Promise<Written> {
  const written: string[] = []
  const kept: string[] = []
  for (const { path, text } of files) {
    const isNew = await writeNewFile(join(folder, path), text)
    if (isNew) written.push(path)
    else kept.push(path)
  }
  return { written, kept }
}

async function writeNewFile(path: string, text: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true })
  try {
    await writeFile(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** What was written and what was left alone, a line each. */
export function writtenList({ written, kept }: Written): string {
  return [
    ...written.map((path) => `wrote ${path}\n`),
    ...kept.map((path) => `kept ${path}, which exists already\n`),
  ].join('')
}
