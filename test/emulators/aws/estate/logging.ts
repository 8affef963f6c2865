import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail'
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient, CreateLogGroupCommand, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs'
import { type EstateConfiguration, given } from './configuration.js'

/** Log groups that the emulator lists in more than one page. */
const manyLogGroups = 60

/** A trail that logs and one that does not; many log groups, of which the first alone forgets; figures of a machine. */
export async function createLogging(
  configuration: EstateConfiguration,
  { privateBucket }: { readonly privateBucket: string },
): Promise<{ readonly activeTrail: string; readonly idleTrail: string; readonly logGroups: readonly string[] }> {
  const cloudtrail = new CloudTrailClient(configuration)
  const active = await cloudtrail.send(
    new CreateTrailCommand({ Name: 'all-regions', S3BucketName: privateBucket, IsMultiRegionTrail: true }),
  )
  await cloudtrail.send(new StartLoggingCommand({ Name: 'all-regions' }))
  const idle = await cloudtrail.send(new CreateTrailCommand({ Name: 'idle', S3BucketName: privateBucket }))
  return {
    activeTrail: given(active.TrailARN, 'trail'),
    idleTrail: given(idle.TrailARN, 'trail'),
    logGroups: await createLogGroups(configuration),
  }
}

async function createLogGroups(configuration: EstateConfiguration): Promise<readonly string[]> {
  const logs = new CloudWatchLogsClient(configuration)
  const names = Array.from({ length: manyLogGroups }, (_, index) => `/acme/service-${String(index).padStart(3, '0')}`)
  for (const logGroupName of names) {
    await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { team: 'platform' } }))
  }
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: names[0], retentionInDays: 30 }))
  return names
}

/** Has a machine report its CPU utilisation, one figure for each of the last periods of so many seconds, newest first. */
export async function reportUtilisation(
  configuration: EstateConfiguration,
  instance: string,
  { figures, seconds }: { readonly figures: readonly number[]; readonly seconds: number },
): Promise<void> {
  const length = seconds * 1000
  const end = Math.floor(Date.now() / 300_000) * 300_000
  await new CloudWatchClient(configuration).send(
    new PutMetricDataCommand({
      Namespace: 'AWS/EC2',
      MetricData: figures.map((Value, age) => ({
        MetricName: 'CPUUtilization',
        Dimensions: [{ Name: 'InstanceId', Value: instance }],
        Timestamp: new Date(end - (age + 0.5) * length),
        Value,
      })),
    }),
  )
}
