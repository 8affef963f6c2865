import type { SnapshotManifest } from '../../../core/snapshot.js'
import { count, type Palette } from '../../../report/index.js'

/** One line for each snapshot, newest first. */
export function snapshotList(manifests: readonly SnapshotManifest[], style: Palette): string {
  return manifests.map((manifest) => `${snapshotLine(manifest, style)}\n`).join('')
}

function snapshotLine(
  { id, startedAt, interrupted, narrowed, partitions, unreadAccounts }: SnapshotManifest,
  style: Palette,
): string {
  const resources = partitions.reduce((sum, partition) => sum + partition.resources, 0)
  const accounts = new Set(partitions.map(({ account }) => account)).size
  const unread = partitions.filter((partition) => partition.unread).length + unreadAccounts.length
  const remarks = [
    narrowed && 'only a part',
    interrupted && 'interrupted',
    unread > 0 && `${count(unread, 'listing')} not read in full`,
  ]
  return [
    style.bold(id),
    startedAt.slice(0, 19).replace('T', ' '),
    `${count(resources, 'resource')} in ${count(accounts, 'account')}`,
    ...remarks.filter((remark) => typeof remark === 'string').map(style.yellow),
  ].join('  ')
}
