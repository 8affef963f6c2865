import { definePriceSheet } from 'escher'

/** What the sandbox company Acme pays. The amounts are made up; they are not the vendor's. */
export default definePriceSheet({
  title: "Acme's contract for GCP",
  currency: 'EUR',
  accounts: ['acme-search-*'],
  prices: {
    'gcp.compute.instance.running/e2-micro/free': '0.008',
    'gcp.compute.instance.running/e2-standard-2/free': '0.07',
    'gcp.compute.instance.running/e2-standard-4/free': '0.14',
    'gcp.compute.instance.running/n2-highmem-8/free': '0.55',
    'gcp.compute.disk.storage/pd-balanced/zonal': '0.11',
    'gcp.compute.disk.storage/pd-ssd/zonal': '0.19',
    'gcp.compute.snapshot.storage/standard/eu': '0.03',
  },
})
