import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BuiltCommandLine, folderWith } from './support/escher.js'
import { harbour } from './support/harbour.js'

let escher: BuiltCommandLine

beforeAll(async () => {
  escher = await BuiltCommandLine.build()
})
afterAll(() => escher.remove())

const policyPath = 'policies/aws/ec2/encrypted-volume.yaml'

function git(folder: string, ...words: readonly string[]): void {
  const identity = ['-c', 'user.name=nobody', '-c', 'user.email=nobody@example.com', '-c', 'commit.gpgsign=false']
  execFileSync('git', [...identity, ...words], { cwd: folder, stdio: 'ignore' })
}

/** A repository with one commit, whose hooks and filters leave a trace if anything runs them. */
function committed(files: Readonly<Record<string, string>>): string {
  const folder = folderWith({ ...files, '.gitattributes': '*.yaml filter=trace\n' })
  git(folder, 'init', '-q')
  git(folder, 'add', '-A')
  git(folder, 'commit', '-q', '-m', 'first')
  git(folder, 'config', 'filter.trace.smudge', `touch ${join(folder, 'ran')} && cat`)
  return folder
}

it('says what uncommitted changes mean, and what they make of the last snapshot, and keeps nothing', async () => {
  const folder = committed(harbour)
  await escher.run(['scan'], folder)
  const scans = readdirSync(join(folder, '.escher/scans')).sort()
  const text = harbour[policyPath] ?? ''
  writeFileSync(
    join(folder, policyPath),
    text.replace(/severity: \w+/, 'severity: low').replace(/violates: .*/, 'violates: "false && resource.Encrypted"'),
  )
  const { code, out } = await escher.run(['diff', '--json'], folder)
  expect(code).toBe(0)
  const diff = JSON.parse(out)
  expect(diff.changes).toMatchObject([{ kind: 'policy', id: 'aws/ec2/encrypted-volume', change: 'changed' }])
  expect(diff.changes[0].differences.map(({ what }: { what: string }) => what)).toEqual(['severity', 'violates'])
  expect(diff.impacts).toMatchObject([{ policy: 'aws/ec2/encrypted-volume', newlyViolating: [] }])
  expect(diff.impacts[0].newlyCompliant.length).toBeGreaterThan(0)
  expect(readdirSync(join(folder, '.escher/scans')).sort()).toEqual(scans)
  expect(existsSync(join(folder, 'ran'))).toBe(false)
})

it('compares with a folder, and refuses what is neither a folder nor a commit', async () => {
  const folder = committed(harbour)
  const other = folderWith(harbour)
  expect((await escher.run(['diff', other], folder)).out).toContain('nothing changes in meaning')
  const refused = await Promise.all(
    ['nowhere', '--upload-pack=x', 'HEAD~0'].map((base) => escher.run(['diff', '--', base], folder)),
  )
  expect(refused.map(({ code }) => code)).toEqual([2, 2, 0])
})
