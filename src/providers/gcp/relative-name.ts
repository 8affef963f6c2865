/**
 * The part of a resource's URL that stays the same between hosts and API versions; a plain name stays as it is.
 *
 * @example relativeName('https://www.googleapis.com/compute/v1/projects/p/zones/z/disks/d') // 'projects/p/zones/z/disks/d'
 */
export function relativeName(url: string): string {
  return url.replace(/^https?:\/\/.*?\/(?=projects\/)/, '')
}
