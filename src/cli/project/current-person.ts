import { userInfo } from 'node:os'
import type { Access } from '../../core/access.js'
import { publicKeyIn } from '../../engine/index.js'
import { editorNamed } from '../../engine/ownership/index.js'
import { sshSigner } from '../../runner/approval/index.js'
import { usageFailure } from '../command-failure.js'
import type { CommandContext } from '../environment/context.js'
import { askGit } from '../environment/git.js'

/**
 * The id of who is at work: the one asked for, or `ESCHER_PERSON`; then the person of the configuration who has git's
 * signing key, or the name or e-mail address that git has, or the GitHub login that started the job. Otherwise the user of this
 * machine, who is then nobody that the configuration knows.
 */
export async function currentPerson(
  access: Access,
  asked: string | undefined,
  { root }: Pick<CommandContext, 'root'>,
): Promise<string> {
  const named = asked ?? process.env['ESCHER_PERSON']
  if (named !== undefined && named !== '') return requirePerson(access, named)
  if (access.people.length === 0) return (await askGit(root, 'config', 'user.email')) ?? userInfo().username
  return (await personOfKey(access, root)) ?? (await personOfName(access, root)) ?? userInfo().username
}

/** The key that git signs commits with, if it does so with SSH. */
export async function gitSigningKey(root: string): Promise<string | undefined> {
  return await askGit(root, 'config', 'user.signingkey')
}

function requirePerson({ people }: Access, id: string): string {
  if (people.length === 0 || people.some((person) => person.id === id)) return id
  throw usageFailure(`Nobody is called \`${id}\`. The configuration knows ${people.map((one) => one.id).join(', ')}.`)
}

async function personOfKey({ people }: Access, root: string): Promise<string | undefined> {
  const key = await gitSigningKey(root)
  if (key === undefined) return undefined
  const { value } = await sshSigner.publicKey(key)
  return people.find(({ signers }) => signers.some((signer) => publicKeyIn(signer) === value))?.id
}

async function personOfName(access: Access, root: string): Promise<string | undefined> {
  const { people } = access
  const names = await Promise.all([askGit(root, 'config', 'user.name'), askGit(root, 'config', 'user.email')])
  const known = new Set(names.filter((name) => name !== undefined))
  const found = people.find(({ id, name }) => known.has(id) || known.has(name))
  const actor = process.env['GITHUB_ACTOR']
  return (found ?? (actor ? editorNamed(access, `github:${actor}`) : undefined))?.id
}
