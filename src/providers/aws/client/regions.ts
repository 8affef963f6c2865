import type { AccountConfiguration } from '../../../core/configuration.js'
import type { Unread } from '../../../core/resource.js'
import type { Caller, Document } from '../description.js'
import { unreadOf } from './failure.js'

/** The regions to read: those configured, or those that are enabled for the account. */
export async function regionsOf(
  account: AccountConfiguration,
  caller: Caller,
): Promise<{ readonly regions: readonly string[]; readonly unread?: Unread }> {
  if (account.regions !== 'discovered') return { regions: account.regions }
  try {
    const { Regions } = await caller.call('ec2', 'DescribeRegions', {
      Filters: [{ Name: 'opt-in-status', Values: ['opt-in-not-required', 'opted-in'] }],
    })
    const regions = ((Regions ?? []) as readonly Document[]).map((region) => String(region['RegionName']))
    return { regions: regions.sort() }
  } catch (error) {
    return { regions: [], unread: unreadOf(error, { service: 'ec2', operation: 'DescribeRegions' }) }
  }
}

/** The region where an account's services without regions answer; told by the other regions it has. */
export function homeRegionOf(account: AccountConfiguration): string {
  const [first] = account.regions === 'discovered' ? [process.env['AWS_REGION']] : account.regions
  if (first?.startsWith('cn-')) return 'cn-north-1'
  return first?.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1'
}
