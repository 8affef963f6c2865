// A process that applies a plan to the emulated AWS, or goes on with the run that was begun.
import { runnerName } from '../../../../src/cli/environment/runner-identity.js'
import { createAwsProvider } from '../../../../src/providers/aws/index.js'
import { catalog } from '../../../../src/providers/catalog.js'
import { drive } from '../../../crash/drive.js'
import { fakeConfiguration } from '../../../support/fake-estate.js'
import { cloudAccount } from './cloud-account.js'

const [folder = '', server = '', planFile = ''] = process.argv.slice(2)
process.env['AWS_ENDPOINT_URL'] = server
await drive(folder, planFile, {
  catalog,
  providers: [createAwsProvider()],
  configuration: fakeConfiguration({ accounts: [cloudAccount] }),
  runner: runnerName(),
})
