import type { Billing, Charges } from '../../../../core/billing.js'
import { textAt } from '../../../operating/document.js'
import { charged, notTold } from '../../../reading/charges.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'

/** The operation that usage is billed under, https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/billing-info-fields.html */
const platforms: Readonly<Record<string, string>> = {
  RunInstances: 'linux',
  'RunInstances:00g0': 'rhel-byol',
  'RunInstances:0010': 'rhel',
  'RunInstances:1010': 'rhel-ha',
  'RunInstances:1014': 'rhel-ha-sql-standard',
  'RunInstances:1110': 'rhel-ha-sql-enterprise',
  'RunInstances:0014': 'rhel-sql-standard',
  'RunInstances:0210': 'rhel-sql-web',
  'RunInstances:0110': 'rhel-sql-enterprise',
  'RunInstances:0100': 'linux-sql-enterprise',
  'RunInstances:0004': 'linux-sql-standard',
  'RunInstances:0200': 'linux-sql-web',
  'RunInstances:000g': 'suse',
  'RunInstances:0g00': 'ubuntu-pro',
  'RunInstances:0002': 'windows',
  'RunInstances:0800': 'windows-byol',
  'RunInstances:0102': 'windows-sql-enterprise',
  'RunInstances:0006': 'windows-sql-standard',
  'RunInstances:0202': 'windows-sql-web',
}

const parts = [
  { name: 'instance type', pattern: '[a-z0-9-]+\\.[a-z0-9-]+' },
  { name: 'platform', values: Object.values(platforms) },
]

/** Billed while it runs, by its type, its platform and its tenancy. Volumes are billed on their own. */
export const instanceBilling: Billing = {
  documentation: [
    'https://aws.amazon.com/ec2/pricing/on-demand/',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html',
  ],
  meters: {
    running: { title: 'Running on shared hardware', unit: 'instance', per: 'hour', parts },
    dedicated: { title: 'Running on hardware that no other account uses', unit: 'instance', per: 'hour', parts },
  },
  properties: [
    'State',
    'InstanceType',
    'UsageOperation',
    'Placement',
    'InstanceLifecycle',
    'ProductCodes',
    'OutpostArn',
    'CapacityBlockId',
  ],
  charges: (document) => {
    const state = textAt(document, 'State.Name')
    if (state === undefined) return notTold('its state is not in its document')
    return state === 'running' || state === 'pending' ? runningCharges(document) : { charges: [] }
  },
}

function runningCharges(document: Document): Charges {
  const special = whySpecial(document)
  if (special !== undefined) return notTold(special)
  const [type, usage] = [textAt(document, 'InstanceType'), textAt(document, 'UsageOperation')]
  if (type === undefined) return notTold('its type is not in its document')
  const platform = usage !== undefined && Object.hasOwn(platforms, usage) ? platforms[usage] : undefined
  if (platform === undefined) return notTold(`no platform is known for the usage operation ${usage ?? '(none)'}`)
  const tenancy = textAt(document, 'Placement.Tenancy') ?? 'default'
  return { charges: [charged(tenancy === 'dedicated' ? 'dedicated' : 'running', [type, platform], 1)] }
}

/** Why its price is not that of its type. */
function whySpecial(document: Document): string | undefined {
  if (document['InstanceLifecycle'] === 'spot') return 'the price of a spot instance changes with demand'
  if (document['OutpostArn'] !== undefined) return 'the Outpost that it stands on is billed as a whole'
  if (document['CapacityBlockId'] !== undefined) return 'its capacity block was paid for in advance'
  if (textAt(document, 'Placement.Tenancy') === 'host') return 'its dedicated host is billed as a whole'
  const products = documentsIn(document['ProductCodes'])
  return products.some((product) => product['ProductCodeType'] === 'marketplace')
    ? 'software of the marketplace is billed besides'
    : undefined
}
