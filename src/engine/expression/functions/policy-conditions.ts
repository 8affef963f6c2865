import type { PolicyStatement } from './policy-documents.js'

/**
 * Condition keys that say who calls or where from, as AWS counts them when it decides whether a policy is public:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const callerKeys = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  'kms:calleraccount',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
])

const widestNarrowPrefix = { ipv4: 8, ipv6: 32 }

/** True when a condition holds only for fixed callers or places. */
export function narrowsCallers({ operator, key, values }: PolicyStatement['Condition'][number]): boolean {
  if (/Not|IfExists$|^Null$|^ForAllValues/.test(operator) || values.length === 0) return false
  if (key === 'aws:sourceip' || key === 'aws:vpcsourceip') return values.every(isNarrowNetwork)
  return callerKeys.has(key) && values.every((value) => value.replace(/[*?:]/g, '') !== '')
}

function isNarrowNetwork(network: string): boolean {
  const [address = '', prefix] = network.split('/')
  const family = address.includes(':') ? 'ipv6' : 'ipv4'
  return prefix === undefined || Number(prefix) >= widestNarrowPrefix[family]
}
