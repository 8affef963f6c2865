import { definePolicy, type LooseDocument } from 'escher'

const everyScope = 'https://www.googleapis.com/auth/cloud-platform'
const defaultAccount = '123456789012-compute@developer.gserviceaccount.com'

export default definePolicy({
  title: 'Instances do not run as the default account with every scope',
  description: 'Nodes of GKE are left out; their account is chosen on the node pool.',
  resource: 'gcp.compute.instance',
  severity: 'medium',
  pillar: 'security',
  frameworks: { 'cis-gcp-3.0': ['4.2'] },
  rationale:
    'The default account usually holds the editor role, so whoever takes over such an instance can change the whole project.',
  params: { scope: everyScope },
  applies: ({ resource, name }) => !('goog-gke-node' in resource.labels) && !name.startsWith('gke-'),
  violates: ({ resource, params }) =>
    resource.serviceAccounts.some(
      (account: LooseDocument) =>
        account.email.endsWith('-compute@developer.gserviceaccount.com') && account.scopes.includes(params.scope),
    ),
  message: '{{ name }} runs as the default account with access to every API',
  remediation: {
    text: `Stop the instance, then give it an account of its own with the roles that it needs.
CLI: gcloud compute instances set-service-account NAME --zone ZONE --service-account EMAIL --scopes cloud-platform
Terraform: service_account in google_compute_instance.`,
  },
  tests: [
    {
      name: 'default account, every scope',
      given: { serviceAccounts: [{ email: defaultAccount, scopes: [everyScope] }] },
      expect: 'violating',
    },
    {
      name: 'default account that may only write logs',
      given: {
        serviceAccounts: [{ email: defaultAccount, scopes: ['https://www.googleapis.com/auth/logging.write'] }],
      },
      expect: 'compliant',
    },
    {
      name: 'an account of its own, limited by its roles',
      given: { serviceAccounts: [{ email: 'web@acme.iam.gserviceaccount.com', scopes: [everyScope] }] },
      expect: 'compliant',
    },
    {
      name: 'no account at all',
      given: { status: 'RUNNING' },
      expect: 'compliant',
    },
    {
      name: 'a GKE node',
      given: { labels: { 'goog-gke-node': '' }, serviceAccounts: [{ email: defaultAccount, scopes: [everyScope] }] },
      expect: 'not-applicable',
    },
    {
      name: 'the accounts could not be read',
      given: {},
      unread: ['serviceAccounts'],
      expect: 'unknown',
    },
  ],
})
