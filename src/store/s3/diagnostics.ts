import { diagnosticTable } from '../../core/diagnostics.js'

interface Refusal {
  readonly location: string
  readonly action: string
  /** What S3 or the network said. */
  readonly answer: string
}

/** Diagnostics about a store in a bucket. */
export const s3Diagnostics = diagnosticTable({
  's3-location': {
    severity: 'error',
    title: 'The store is no place in a bucket',
    why: 'Everything that Escher remembers lies in the store, so where it is has to be certain.',
    message: (p: { location: string; problem: string }) => `the store \`${p.location}\` cannot be opened: ${p.problem}`,
    help: () => 'write `s3://bucket/prefix`, and where needed `?region=eu-west-1` or `?endpoint=https://…`',
    example: { wrong: 'store: s3://Bucket/escher\n', right: 'store: s3://bucket/escher\n' },
  },
  's3-no-bucket': {
    severity: 'error',
    title: 'The bucket of the store does not exist',
    why: 'Escher never creates buckets: their policy, versioning and place are yours to decide.',
    message: (p: Refusal) => `${p.location}: there is no such bucket (${p.action}: ${p.answer})`,
    help: () => 'create the bucket, or correct `store` in the configuration',
  },
  's3-other-region': {
    severity: 'error',
    title: 'The bucket of the store is in another region',
    why: 'A bucket answers in its own region only.',
    message: (p: Refusal) => `${p.location}: the bucket is in another region (${p.action}: ${p.answer})`,
    help: () => "name the bucket's region: `store: s3://bucket/prefix?region=eu-west-1`",
  },
  's3-denied': {
    severity: 'error',
    title: 'The bucket of the store refuses',
    why: 'The store needs s3:GetObject, s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload on its objects, and s3:ListBucket on the bucket; without the last one, an absent object looks like a refusal.',
    message: (p: Refusal) => `${p.location}: ${p.action} was refused (${p.answer})`,
    help: () =>
      'give the credentials those permissions (docs/keeping-state.md has a policy), or name other credentials',
  },
  's3-no-credentials': {
    severity: 'error',
    title: 'There are no credentials for the store',
    why: "The store is opened with the AWS SDK's default chain: environment, profile, role of the machine.",
    message: (p: Refusal) => `${p.location}: no working credentials were found (${p.action}: ${p.answer})`,
    help: () => 'set AWS_PROFILE, sign in, or run where a role is attached',
  },
  's3-failed': {
    severity: 'error',
    title: 'The bucket of the store did not answer as it should',
    why: 'What could not be written is not kept; nothing goes on as if it were.',
    message: (p: Refusal) => `${p.location}: ${p.action} failed (${p.answer})`,
    help: () => 'try again later; what was written before is kept',
  },
})
