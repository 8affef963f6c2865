import { defineConfig } from 'escher'

/** Acme, the embedded sandbox estate: a shop that runs on three clouds. `npm run demo` scans it. */
export default defineConfig({
  accounts: [
    { name: 'acme-development', id: '333333333333', cloud: 'aws', environment: 'development', sandbox: 'acme' },
    { name: 'acme-production', id: '111111111111', cloud: 'aws', environment: 'production', sandbox: 'acme' },
    { name: 'acme-staging', id: '222222222222', cloud: 'aws', environment: 'staging', sandbox: 'acme' },
    {
      name: 'acme-analytics-development',
      id: '00000000-0000-4000-8000-00000000a002',
      cloud: 'azure',
      environment: 'development',
      sandbox: 'acme',
    },
    {
      name: 'acme-analytics-production',
      id: '00000000-0000-4000-8000-00000000a001',
      cloud: 'azure',
      environment: 'production',
      sandbox: 'acme',
    },
    {
      name: 'acme-search-development',
      cloud: 'gcp',
      environment: 'development',
      sandbox: 'acme',
    },
    {
      name: 'acme-search-production',
      cloud: 'gcp',
      environment: 'production',
      sandbox: 'acme',
    },
  ],
})
