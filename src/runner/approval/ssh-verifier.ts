import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { approvalNamespace, type SignatureVerifier } from '../../core/approval.js'
import { publicKeyIn } from '../../engine/index.js'
import { runSshKeygen } from './run-ssh-keygen.js'
import { withTemporaryFolder } from './temporary-folder.js'

/** The principal of the allowed-signers file: it holds one person's keys, so a name that means nothing will do. */
const principal = 'approver'

/**
 * Verifies with `ssh-keygen -Y verify` against a file of allowed signers made for the purpose. Of each key only type and
 * base64 go into it, so that no option or second line can be smuggled in.
 */
export const sshVerifier: SignatureVerifier = {
  verify: ({ message, signature, signers }) =>
    withTemporaryFolder(async (folder) => {
      const [signatureFile, signersFile] = [join(folder, 'signature'), join(folder, 'signers')]
      const keys = signers.flatMap((signer) => publicKeyIn(signer) ?? [])
      await writeFile(signatureFile, signature)
      await writeFile(
        signersFile,
        keys.map((key) => `${principal} namespaces="${approvalNamespace}" ${key}\n`).join(''),
      )
      const common = ['-n', approvalNamespace, '-s', signatureFile]
      const verified = await runSshKeygen(['-Y', 'verify', '-f', signersFile, '-I', principal, ...common], message)
      if (verified.kind === 'absent') return 'unavailable'
      if (verified.code === 0) return 'good'
      const genuine = await runSshKeygen(['-Y', 'check-novalidate', ...common], message)
      return genuine.kind === 'exited' && genuine.code === 0 ? 'unknown-signer' : 'bad-signature'
    }),
}
