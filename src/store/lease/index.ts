export { isHeld, type Lease } from './lease-record.js'
export { type LeaseAnswer, type LeaseRequest, readLease, releaseLease, renewLease, takeLease } from './leases.js'
