import { readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { approvalNamespace, type Signer } from '../../core/approval.js'
import type { Outcome } from '../../core/diagnostics.js'
import { publicKeyIn } from '../../engine/index.js'
import { signingDiagnostics } from './diagnostics.js'
import { runSshKeygen } from './run-ssh-keygen.js'
import { withTemporaryFolder } from './temporary-folder.js'

/**
 * Signs as git does: with a private key in a file, or through the agent with the public key in a file or as a text
 * (`ssh-ed25519 AAAA…`, also with git's `key::` before it).
 */
export const sshSigner: Signer = {
  sign: (message, key) =>
    withTemporaryFolder(async (folder) => {
      const literal = literalKey(key)
      const path = literal === undefined ? keyPath(key) : join(folder, 'key.pub')
      if (literal !== undefined) await writeFile(path, `${literal}\n`)
      const statement = join(folder, 'statement')
      await writeFile(statement, message)
      const result = await runSshKeygen(['-Y', 'sign', '-f', path, '-n', approvalNamespace, statement])
      if (result.kind === 'absent') return failure('ssh-keygen-missing', undefined)
      if (result.code !== 0) return failure('signing-failed', { key, problem: lastLine(result.error) })
      return { value: await readFile(`${statement}.sig`, 'utf8'), diagnostics: [] }
    }),
  publicKey: async (key) => {
    const literal = literalKey(key)
    if (literal !== undefined) return { value: literal, diagnostics: [] }
    const path = keyPath(key)
    const beside = (await readKey(path)) ?? (await readKey(`${path}.pub`))
    if (beside !== undefined) return { value: beside, diagnostics: [] }
    const result = await runSshKeygen(['-y', '-f', path])
    if (result.kind === 'absent') return failure('ssh-keygen-missing', undefined)
    const derived = result.code === 0 ? publicKeyIn(result.output.trim()) : undefined
    if (derived !== undefined) return { value: derived, diagnostics: [] }
    return failure('signing-failed', { key, problem: lastLine(result.error) })
  },
}

/** The public key that stands in the option itself. */
function literalKey(key: string): string | undefined {
  return publicKeyIn(key.replace(/^key::/, ''))
}

function keyPath(key: string): string {
  return key.startsWith('~/') ? join(homedir(), key.slice(2)) : key
}

/** The public key in a file; undefined when the file is not there or holds a private one. */
async function readKey(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return publicKeyIn(text.trim())
}

function failure(...[code, parameters]: Parameters<typeof signingDiagnostics.report>): Outcome<string | undefined> {
  return { value: undefined, diagnostics: [signingDiagnostics.report(code, parameters)] }
}

function lastLine(text: string): string {
  return text.trim().split(/\r?\n/).at(-1) || 'ssh-keygen said nothing'
}
