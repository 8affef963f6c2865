import { afterEach, expect, it, vi } from 'vitest'
import { newKey } from './approval.fixture.js'
import { sshSigner } from './ssh-signer.js'
import { sshVerifier } from './ssh-verifier.js'

afterEach(() => vi.unstubAllEnvs())

it('says what is missing where there is no ssh-keygen', async () => {
  const { file, publicKey } = newKey()
  vi.stubEnv('PATH', '/nowhere')
  expect((await sshSigner.sign('text', file)).diagnostics[0]?.code).toBe('ssh-keygen-missing')
  expect(await sshVerifier.verify({ message: 'text', signature: '', signers: [publicKey] })).toBe('unavailable')
})

it('says that a key cannot sign', async () => {
  expect((await sshSigner.sign('text', '/nowhere/key')).diagnostics[0]?.code).toBe('signing-failed')
})

it('takes no second line and no option of a key into the allowed signers', async () => {
  const [honest, other] = [newKey(), newKey()]
  const { value: signature = '' } = await sshSigner.sign('text', other.file)
  const smuggled = `${honest.publicKey}\napprover ${other.publicKey}`
  const check = (signer: string) => sshVerifier.verify({ message: 'text', signature, signers: [signer] })
  expect(await check(smuggled)).toBe('unknown-signer')
  expect(await check(other.publicKey)).toBe('good')
})
