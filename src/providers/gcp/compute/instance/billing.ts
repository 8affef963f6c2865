import type { Billing, Charges } from '../../../../core/billing.js'
import { textAt, valueAt } from '../../../operating/document.js'
import { charged, notTold, wholeNumber } from '../../../reading/charges.js'
import { type Document, documentsIn } from '../../../reading/rest-answer.js'

/** Projects whose licences are billed besides, https://cloud.google.com/compute/disks-image-pricing#imagepricing */
const paidLicences: Readonly<Record<string, string>> = {
  'windows-cloud': 'windows',
  'windows-sql-cloud': 'windows-sql',
  'rhel-cloud': 'rhel',
  'rhel-sap-cloud': 'rhel-sap',
  'suse-cloud': 'sles',
  'suse-sap-cloud': 'sles-sap',
  'ubuntu-os-pro-cloud': 'ubuntu-pro',
}

/** Statuses in which it runs or comes to, https://cloud.google.com/compute/docs/instances/instance-lifecycle */
const running = ['PROVISIONING', 'STAGING', 'RUNNING']
const stopped = ['STOPPING', 'TERMINATED']

/** Billed while it runs, by its machine type and the licences of its images. Persistent disks are billed on their own. */
export const instanceBilling: Billing = {
  documentation: ['https://cloud.google.com/compute/vm-instance-pricing'],
  meters: {
    running: {
      title: 'Processors and memory of a machine type, and the licence of the image',
      unit: 'instance',
      per: 'hour',
      parts: [
        { name: 'machine type', pattern: '[a-z][a-z0-9-]+' },
        { name: 'licence', values: ['free', ...Object.values(paidLicences)] },
      ],
    },
    'local-ssd': { title: 'Local SSD, while it runs', unit: 'GiB', per: 'month', parts: [] },
  },
  properties: ['status', 'machineType', 'scheduling', 'disks', 'guestAccelerators'],
  charges: (document) => {
    const status = textAt(document, 'status') ?? 'of no status'
    if (stopped.includes(status)) return { charges: [] }
    return running.includes(status) ? runningCharges(document) : notTold(`what the status ${status} bills is not known`)
  },
}

function runningCharges(document: Document): Charges {
  const type = textAt(document, 'machineType')?.split('/').at(-1)
  if (type === undefined) return notTold('its machine type is not in its document')
  const isSpot = textAt(document, 'scheduling.provisioningModel') === 'SPOT'
  if (isSpot || valueAt(document, 'scheduling.preemptible') === true) {
    return notTold('the price of a spot instance changes with demand')
  }
  if (documentsIn(document['guestAccelerators']).length > 0) return notTold('its accelerators are billed besides')
  if (documentsIn(valueAt(document, 'scheduling.nodeAffinities')).length > 0) {
    return notTold('its sole-tenant node is billed as a whole')
  }
  const disks = documentsIn(document['disks'])
  const licences = [...new Set(disks.flatMap(paidLicencesOf))]
  const [licence = 'free', second] = licences
  if (second !== undefined) return notTold(`it has several licences: ${licences.join(', ')}`)
  const localSizes = disks.filter((disk) => disk['type'] === 'SCRATCH').map((disk) => wholeNumber(disk['diskSizeGb']))
  const local = localSizes.reduce<number>((sum, size) => sum + (size ?? Number.NaN), 0)
  if (Number.isNaN(local)) return notTold('the size of its local SSD is not in its document')
  return {
    charges: [charged('running', [type, licence], 1), ...(local > 0 ? [charged('local-ssd', [], local)] : [])],
  }
}

/** Licences are URLs: `…/projects/windows-cloud/global/licenses/windows-server-2022-dc`. */
function paidLicencesOf(disk: Document): readonly string[] {
  const urls = Array.isArray(disk['licenses']) ? disk['licenses'].map(String) : []
  return urls.flatMap((url) => {
    const project = /projects\/([^/]+)\//.exec(url)?.[1] ?? ''
    const licence = Object.hasOwn(paidLicences, project) ? paidLicences[project] : undefined
    return licence === undefined ? [] : [licence]
  })
}
