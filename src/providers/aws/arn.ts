/**
 * The name at the end of an ARN: `key/1234` gives `1234`, `role/path/admin` gives `admin`. A text that is no ARN is
 * taken as the name itself.
 */
export function nameInArn(arn: string): string {
  const resource = arn.startsWith('arn:') ? arn.split(':').slice(5).join(':') : arn
  return resource.slice(resource.lastIndexOf('/') + 1)
}
