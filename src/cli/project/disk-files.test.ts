import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diskFiles } from './disk-files.js'

function repository(paths: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'escher-files-'))
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), `text of ${path}`)
  }
  return folder
}

describe('the files of a repository', () => {
  it('are listed with forward slashes, in order', async () => {
    const root = repository(['policies/b.yaml', 'policies/a/c.yaml', 'escher.config.yaml'])
    expect(await diskFiles(root).list()).toEqual(['escher.config.yaml', 'policies/a/c.yaml', 'policies/b.yaml'])
  })

  it('do not include dependencies, output and folders that begin with a dot', async () => {
    const root = repository([
      'node_modules/x/policies/a.yaml',
      'dist/a.js',
      '.git/config',
      '.escher/baseline.json',
      'a.yaml',
    ])
    expect(await diskFiles(root).list()).toEqual(['a.yaml'])
  })

  it('include what a link leads to within the root, and nothing outside it', async () => {
    const outside = repository(['secret.yaml'])
    const root = repository(['policies/a.yaml'])
    symlinkSync(join(root, 'policies/a.yaml'), join(root, 'policies/link.yaml'))
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'policies/out.yaml'))
    symlinkSync(outside, join(root, 'folder'))
    symlinkSync(root, join(root, 'policies/cycle'))
    expect(await diskFiles(root).list()).toEqual(['policies/a.yaml', 'policies/link.yaml'])
  })

  it('are read by path, unless that leads out of the root', async () => {
    const outside = repository(['secret.yaml'])
    const root = repository(['a.yaml'])
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'out.yaml'))
    const files = diskFiles(root)
    expect(new TextDecoder().decode(await files.read('a.yaml'))).toBe('text of a.yaml')
    await expect(files.read('out.yaml')).rejects.toThrow('it leads out of the repository')
    await expect(files.read('../secret.yaml')).rejects.toThrow()
  })
})
