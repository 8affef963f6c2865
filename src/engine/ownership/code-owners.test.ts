import { describe, expect, it } from 'vitest'
import { type Access, defaultRoles, type Role } from '../../core/access.js'
import { codeOwnersBlock, staleness, withCodeOwners, withoutHandle } from './code-owners.js'

const nothing = { maximumRisk: 'none', environments: [], maximumTargets: 0 } as const
const author: Role = { id: 'author', run: nothing, approve: nothing, edit: ['policies/aws/**', 'docs/*.md'] }

const access: Access = {
  people: [
    { id: 'mona', name: 'Mona', roles: ['manager'], signers: [], github: 'mona-b' },
    { id: 'erin', name: 'Erin', roles: ['executor', 'author'], signers: [], github: 'erin-h' },
    { id: 'jo', name: 'Jo', roles: ['author'], signers: [] },
  ],
  roles: [...defaultRoles, author],
  approvalRules: [],
}

const block = codeOwnersBlock(access, '')

describe('CODEOWNERS', () => {
  it('names for each glob everybody who may change all of it, the general ones first', () => {
    expect(block).toMatchInlineSnapshot(`
      "# escher begin: made of roles and people by \`escher owners --write\`
      /** @mona-b
      /docs/*.md @mona-b @erin-h
      /policies/aws/** @mona-b @erin-h
      /schedules/** @mona-b @erin-h
      # escher end
      "
    `)
    expect(withoutHandle(access)).toEqual(['jo'])
  })

  it('of a repository within another one stay within its folder', () => {
    expect(codeOwnersBlock(access, 'cloud/')).toContain('/cloud/schedules/** @mona-b @erin-h\n')
  })

  it('keeps the lines of others, and is up to date once it is written', () => {
    const others = '*.ts @frontend\n# theirs\n'
    const written = withCodeOwners(others, block)
    expect(written).toBe(`${others}${block}`)
    expect(withCodeOwners(written, block)).toBe(written)
    expect(staleness(written, block)).toBeUndefined()
  })

  it.each([
    ['nothing of the roles', '*.ts @frontend\n', 'it has no lines'],
    ['other owners', withCodeOwners('', block).replace('@mona-b', '@mallory'), 'not those that the roles give'],
    ['the lines twice', `${block}${block}`, 'not those that the roles give'],
    ['a cut block', block.slice(0, 120), 'not those that the roles give'],
    ['lines after it that outweigh it', `${block}/schedules/** @mallory\n`, 'would outweigh'],
  ])('with %s is stale', (_name, text, problem) => {
    expect(staleness(text, block)).toContain(problem)
  })

  it('needs no file where nobody has a login', () => {
    const nobody = codeOwnersBlock({ ...access, people: [] }, '')
    expect(nobody).toBe('')
    expect(staleness('', nobody)).toBeUndefined()
    expect(staleness(block, nobody)).toBeDefined()
  })
})
