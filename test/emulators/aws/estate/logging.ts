import { CloudTrailClient, CreateTrailCommand, ListTagsCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail'
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

/** The tags of a trail, as its own service tells them. */
export async function tagsOfTrail(
  configuration: EstateConfiguration,
  trail: string,
): Promise<Readonly<Record<string, string>>> {
  const command = new ListTagsCommand({ ResourceIdList: [trail] })
  const { ResourceTagList } = await new CloudTrailClient(configuration).send(command)
  const tags = ResourceTagList?.[0]?.TagsList ?? []
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]))
}

/** Figures of one resource, newest first. */
export interface ReportedFigures {
  readonly namespace: string
  readonly metric: string
  readonly dimension: readonly [name: string, value: string]
  readonly secondsApart: number
  /** How many seconds from now the newest period ends; figures of the future are read once they are past. */
  readonly ahead?: number
  readonly figures: readonly number[]
}

/** Puts figures into the emulator's CloudWatch: the newest in the middle of the period that ended at the last five minutes. */
export async function reportFigures(
  configuration: EstateConfiguration,
  { namespace, metric, dimension: [Name, Value], secondsApart, ahead = 0, figures }: ReportedFigures,
): Promise<void> {
  const end = Math.floor(Date.now() / 300_000) * 300_000 + ahead * 1000
  await new CloudWatchClient(configuration).send(
    new PutMetricDataCommand({
      Namespace: namespace,
      MetricData: figures.map((figure, index) => ({
        MetricName: metric,
        Dimensions: [{ Name, Value }],
        Timestamp: new Date(end - (index + 0.5) * secondsApart * 1000),
        Value: figure,
      })),
    }),
  )
}

/** Has a machine report its CPU utilisation, one figure for each of the last periods of so many seconds, newest first. */
export async function reportUtilisation(
  configuration: EstateConfiguration,
  instance: string,
  { figures, seconds }: { readonly figures: readonly number[]; readonly seconds: number },
): Promise<void> {
  const dimension = ['InstanceId', instance] as const
  await reportFigures(configuration, {
    namespace: 'AWS/EC2',
    metric: 'CPUUtilization',
    dimension,
    secondsApart: seconds,
    figures,
  })
}
