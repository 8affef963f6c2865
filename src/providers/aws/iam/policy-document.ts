const documentMembers = new Set(['AssumeRolePolicyDocument', 'PolicyDocument'])

/** True for members of IAM's answers that hold a policy as URL-encoded JSON; documents hold it decoded. */
export function isPolicyDocument(service: string, member: string): boolean {
  return service === 'iam' && documentMembers.has(member)
}

/** Decodes a URL-encoded policy; a text that is no JSON stays as it is. */
export function decodePolicyDocument(encoded: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(encoded))
  } catch {
    return encoded
  }
}
