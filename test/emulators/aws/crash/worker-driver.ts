// A worker that changes the emulated AWS.
import { systemClock } from '../../../../src/core/clock.js'
import { createAwsProvider } from '../../../../src/providers/aws/index.js'
import { catalog } from '../../../../src/providers/catalog.js'
import { folderStore } from '../../../../src/store/index.js'
import { obey } from '../../../distributed/obedient-worker.js'
import { fakeConfiguration } from '../../../support/fake-estate.js'
import { cloudAccount } from './cloud-account.js'

const { url, folder } = JSON.parse(process.argv[2] ?? '{}') as { readonly url: string; readonly folder: string }
const providers = [createAwsProvider()]

await obey({
  url,
  scan: { store: folderStore(folder), catalog, providers, clock: systemClock, root: folder },
  changed: () => ({ catalog, providers, configuration: fakeConfiguration({ accounts: [cloudAccount] }) }),
})
