import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommandLine, folderWith } from './support/escher.js'
import { harbourWith } from './support/harbour.js'

let escher: BuiltCommandLine

beforeAll(async () => {
  escher = await BuiltCommandLine.build()
})
afterAll(() => escher.remove())

/** A repository whose configuration names an engine, or none. */
function repository(engine: string): string {
  return folderWith(
    harbourWith({
      'escher.config.yaml': `
accounts:
  - { name: harbour, id: '111111111111', cloud: aws, sandbox: ./estate, regions: [eu-west-1] }
${engine}
`,
    }),
  )
}

describe('escher worker', () => {
  it('shows what it can be asked for', async () => {
    const { code, out } = await escher.run(['worker', '--help'], repository(''))
    expect(code).toBe(0)
    for (const word of ['--scan', '--begin', '--drain', '--json', 'Examples']) expect(out).toContain(word)
  })

  it('says that no engine is configured', async () => {
    const { code, error } = await escher.run(['worker'], repository(''))
    expect(code).toBe(2)
    expect(error).toContain('names no engine')
  })

  it('says that the database cannot be reached, and nothing of workers that it never met', async () => {
    const { code, error, out } = await escher.run(
      ['worker'],
      repository('engine: postgres://escher@127.0.0.1:1/escher'),
    )
    expect(code).toBe(5)
    expect(error).toContain('The engine postgres://127.0.0.1:1/escher cannot be used: connect ECONNREFUSED')
    expect(error).not.toContain('gave this worker up')
    expect(out).toBe('')
  })

  it.each(['mysql://escher@db/escher', 'not a url', 'postgres://escher:secret@db/escher'])(
    'refuses the URL %s where it stands in the configuration',
    async (url) => {
      const { code, error } = await escher.run(['worker'], repository(`engine: ${url}`))
      expect(code).toBe(3)
      expect(error).toMatch(/error\[(wrong-format|credential-in-configuration)\]/)
    },
  )

  it('looks for the plans that it is to begin before it joins', async () => {
    const words = ['worker', '--begin', 'missing.json']
    const { code, error } = await escher.run(words, repository('engine: postgres://escher@127.0.0.1:1/escher'))
    expect(code).toBe(2)
    expect(error).toContain('missing.json')
  })
})
