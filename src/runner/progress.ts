import type { Partition, Unread } from '../core/resource.js'

/** What happens during a scan, for who wants to show it. */
export type ScanProgress =
  | { readonly kind: 'account-opened'; readonly account: string }
  | { readonly kind: 'account-unread'; readonly account: string; readonly unread: Unread }
  | { readonly kind: 'reading'; readonly partition: Partition }
  | { readonly kind: 'read'; readonly partition: Partition; readonly resources: number; readonly unread?: Unread }
  | { readonly kind: 'evaluating'; readonly resources: number; readonly total: number }

/** Hears of progress; must not throw. */
export type ProgressListener = (progress: ScanProgress) => void
