/** Key types that `ssh-keygen -Y` signs with; RSA included, DSA not. */
const keyTypes = [
  'ssh-ed25519',
  'ssh-rsa',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
]

/** What is wrong with a line that should be an SSH public key, such as `ssh-ed25519 AAAA… maria@laptop`. */
export function sshKeyProblem(line: string): string | undefined {
  if (/PRIVATE KEY/.test(line)) return 'this is a private key'
  const [type = '', key = ''] = line.trim().split(/\s+/)
  if (!keyTypes.includes(type)) return `\`${type}\` is no type of key that signs`
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(key)) return 'the key after the type is not base64'
  return embeddedType(key) === type ? undefined : 'the key does not hold what its type says'
}

/** The part of a line that tells keys apart: type and key, without options and comment. */
export function sshKeyText(line: string): string {
  return line.trim().split(/\s+/).slice(0, 2).join(' ')
}

/** The type that the key itself begins with (RFC 4253, section 6.6), if all of it is there. */
function embeddedType(key: string): string | undefined {
  const bytes = Buffer.from(key, 'base64')
  if (bytes.length < 4) return undefined
  const length = bytes.readUInt32BE(0)
  const hasMore = length < 64 && bytes.length > 4 + length + 4
  return hasMore ? bytes.subarray(4, 4 + length).toString('latin1') : undefined
}
