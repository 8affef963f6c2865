import { EC2Client, RegisterImageCommand, RunInstancesCommand } from '@aws-sdk/client-ec2'
import { systemClock } from '../../../../src/core/clock.js'
import type { Resource } from '../../../../src/core/resource.js'
import { createAwsProvider } from '../../../../src/providers/aws/index.js'
import { estateConfiguration, estateRegion } from '../estate.js'
import { cloudAccount } from './cloud-account.js'

/** Reads the instances of the emulated account, as a scan does. */
export async function readInstances(): Promise<readonly Resource[]> {
  const context = { clock: systemClock, concurrency: { account: 4, region: 2 }, root: '/' }
  const opened = await createAwsProvider().open(cloudAccount, context)
  if ('unread' in opened) throw new Error(opened.unread.message)
  const request = { type: 'aws.ec2.instance', region: estateRegion, aspects: [], metrics: [] }
  const instances: Resource[] = []
  for await (const event of opened.session.read(request)) {
    if (event.kind === 'resource') instances.push(event.resource)
  }
  return instances
}

/** Starts so many instances more and gives them as they are read then. */
export async function startInstances(endpoint: string, count: number): Promise<readonly Resource[]> {
  const ec2 = new EC2Client(estateConfiguration(endpoint))
  const { ImageId } = await ec2.send(new RegisterImageCommand({ Name: 'crash', RootDeviceName: '/dev/xvda' }))
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({ ImageId, InstanceType: 't3.micro', MinCount: count, MaxCount: count }),
  )
  const started = new Set(Instances.map(({ InstanceId }) => InstanceId))
  return (await readInstances()).filter(({ id }) => started.has(id))
}
