// A process that applies a plan to the machine behind a server, or goes on with the run that was begun.
import { runnerName } from '../../src/cli/environment/runner-identity.js'
import { fakeConfiguration } from '../support/fake-estate.js'
import { drive } from './drive.js'
import { machineCatalog, machineProvider } from './remote-machine.js'

const [folder = '', server = '', planFile = ''] = process.argv.slice(2)
const runner = runnerName()
await drive(folder, planFile, {
  catalog: machineCatalog(),
  providers: [machineProvider(server, runner)],
  configuration: fakeConfiguration(),
  runner,
})
