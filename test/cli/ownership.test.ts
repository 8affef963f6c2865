import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { BuiltCommandLine, type CommandResult, folderWith } from './support/escher.js'

vi.setConfig({ testTimeout: 60_000 })

const configuration = `people:
  mona: { name: Mona, roles: [manager], github: mona-b }
  erin: { name: Erin, roles: [author], github: Erin-H }
roles:
  author: { edit: ['policies/aws/**', 'docs/**'] }
`

let escher: BuiltCommandLine
let folder: string

function git(...words: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...words], { cwd: folder, stdio: 'pipe' })
}

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/** The files that `check --as` refuses, with its exit code. */
async function judged(editor: string, since = 'main'): Promise<readonly [number | null, readonly string[]]> {
  const { code, out } = await escher.run(['check', '--as', editor, '--since', since, '--json'], folder)
  const { diagnostics } = JSON.parse(out) as { diagnostics: readonly { code: string; message: string }[] }
  return [code, diagnostics.filter(({ code: one }) => one === 'edit-not-allowed').map(({ message }) => message)]
}

beforeAll(async () => {
  escher = await BuiltCommandLine.build()
}, 60_000)

afterAll(() => escher.remove())

beforeEach(() => {
  folder = folderWith({
    'escher.config.yaml': configuration,
    'docs/guide.md': 'Read me.\n',
    'lib/notes.md': 'Notes that are long enough to be found again.\n',
  })
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-qm', 'base')
  git('checkout', '-qb', 'work')
  return () => rmSync(folder, { recursive: true, force: true })
})

describe('changes of somebody', () => {
  it('pass within the globs of their roles, committed or not', async () => {
    write('docs/guide.md', 'Read this.\n')
    git('commit', '-qam', 'guide')
    write('docs/new/page.md', 'New.\n')
    expect(await judged('erin')).toEqual([0, []])
    expect(await judged('github:erin-h')).toEqual([0, []])
  })

  it('are refused outside of them: edits, deletions, new files, and both ends of a rename', async () => {
    renameSync(join(folder, 'lib/notes.md'), join(folder, 'docs/notes.md'))
    git('add', '-A')
    git('commit', '-qm', 'move')
    write('playbooks/note.md', 'untracked\n')
    expect(await judged('erin')).toEqual([
      6,
      ['`erin` may not change `lib/notes.md`', '`erin` may not change `playbooks/note.md`'],
    ])
    expect(await judged('mona')).toEqual([0, []])
    const { out } = await escher.run(['check', '--as', 'erin', '--since', 'main'], folder)
    expect(out).toContain('ask somebody who may: mona')
  })

  it('are judged by the roles of the base, also when they change the roles', async () => {
    write('escher.config.yaml', configuration.replace("'docs/**'", "'**'").replace('[author]', '[manager]'))
    git('commit', '-qam', 'let me')
    expect(await judged('erin')).toEqual([6, ['`erin` may not change `escher.config.yaml`']])
  })

  it('are not hidden by taking them back in the working folder only', async () => {
    write('lib/notes.md', 'Changed.\n')
    git('commit', '-qam', 'change')
    git('show', 'main:lib/notes.md')
    write('lib/notes.md', 'Notes that are long enough to be found again.\n')
    expect(await judged('erin')).toEqual([6, ['`erin` may not change `lib/notes.md`']])
  })

  it('do not include what others did on the base meanwhile', async () => {
    write('docs/guide.md', 'Mine.\n')
    git('commit', '-qam', 'mine')
    git('checkout', '-q', 'main')
    write('lib/notes.md', 'Theirs.\n')
    git('commit', '-qam', 'theirs')
    git('checkout', '-q', 'work')
    expect(await judged('erin')).toEqual([0, []])
  })

  it('are refused altogether to somebody whom the base does not know, though a login equals an id', async () => {
    write('docs/guide.md', 'Hi.\n')
    const [code, refused] = await judged('github:mona')
    expect([code, refused]).toEqual([6, ['`github:mona` may not change `docs/guide.md`']])
  })

  it('need both a person and a commit', async () => {
    expect(await escher.run(['check', '--as', 'erin'], folder)).toMatchObject({ code: 2 })
    expect(await escher.run(['check', '--as', 'erin', '--since', 'nowhere'], folder)).toMatchObject({ code: 2 })
  })
})

describe('escher owners', () => {
  function owners(...words: readonly string[]): Promise<CommandResult> {
    return escher.run(['owners', ...words], folder)
  }

  it('writes CODEOWNERS beside the lines of others, and tells when it is stale', async () => {
    write('CODEOWNERS', '*.ts @frontend\n')
    expect(await owners('--check')).toMatchObject({ code: 1, error: expect.stringContaining('code-owners-stale') })
    expect(await owners('--write')).toMatchObject({ code: 0, out: 'Wrote CODEOWNERS.\n' })
    expect(readFileSync(join(folder, 'CODEOWNERS'), 'utf8')).toContain(
      '*.ts @frontend\n# escher begin: made of roles and people by `escher owners --write`\n/** @mona-b\n/docs/** @mona-b @Erin-H\n',
    )
    expect(await owners('--check')).toMatchObject({ code: 0 })
    write('escher.config.yaml', configuration.replace('Erin-H', 'erin-other'))
    expect(await owners('--check')).toMatchObject({ code: 1 })
  })
})
