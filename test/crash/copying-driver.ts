// A process that applies a plan of copies to the machine behind a server, or goes on with the run that was begun.
import { runnerName } from '../../src/cli/environment/runner-identity.js'
import type { ReadEvent, TargetReading } from '../../src/core/provider.js'
import type { Resource } from '../../src/core/resource.js'
import { catalogOf } from '../../src/core/resource-type.js'
import { performOperation } from '../../src/providers/operating/perform.js'
import { fakeConfiguration, fakeResource, fakeType, oneSessionProvider } from '../support/fake-estate.js'
import { machineType } from '../support/fake-operations.js'
import { copying, copyType, label, remove } from '../support/made-things.js'
import type { ServedCopy } from './copy-server.js'
import { drive } from './drive.js'
import { machineBefore } from './remote-machine.js'

const [folder = '', server = '', planFile = ''] = process.argv.slice(2)
const operations = new Map([copying(), label, remove].map((operation) => [operation.name, operation]))

async function copies(): Promise<readonly Resource[]> {
  const served = (await (await fetch(server)).json()) as readonly ServedCopy[]
  return served.map(({ id, step, Of, Label }) => fakeResource(copyType, id, { Of, Label }, { tags: { step } }))
}

async function readOne(type: string, id: string): Promise<TargetReading> {
  const all = await copies()
  const resource = type === machineType ? machineBefore : all.find((copy) => copy.id === id)
  return resource ? { kind: 'resource', resource } : { kind: 'gone' }
}

await drive(folder, planFile, {
  catalog: { ...catalogOf([machineType, copyType].map((type) => fakeType(type))), operations: async () => operations },
  providers: [
    oneSessionProvider('remote', {
      read: async function* (): AsyncGenerator<ReadEvent> {
        for (const resource of await copies()) yield { kind: 'resource', resource }
      },
      readTarget: async ({ type, id }) => await readOne(type, id),
      operate: async (request) =>
        await performOperation({ ...request, operation: { ...request.operation, settlesWithin: 60 } }, async (call) => {
          const response = await fetch(server, { method: 'POST', body: JSON.stringify(call) })
          return { response: await response.json() }
        }),
    }),
  ],
  configuration: fakeConfiguration(),
  runner: runnerName(),
})
