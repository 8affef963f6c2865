import type { Cloud } from '../../core/resource.js'

/** How a GitHub workflow signs in to a cloud with OpenID Connect, without a stored credential. */
const signIn: Readonly<Record<Cloud, string>> = {
  aws: `      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: \${{ vars.ESCHER_AWS_ROLE }}
          aws-region: \${{ vars.ESCHER_AWS_REGION }}
`,
  azure: `      - uses: azure/login@v2
        with:
          client-id: \${{ vars.ESCHER_AZURE_CLIENT }}
          tenant-id: \${{ vars.ESCHER_AZURE_TENANT }}
          subscription-id: \${{ vars.ESCHER_AZURE_SUBSCRIPTION }}
`,
  gcp: `      - uses: google-github-actions/auth@v2
        with:
          workload_identity_provider: \${{ vars.ESCHER_GCP_PROVIDER }}
          service_account: \${{ vars.ESCHER_GCP_SERVICE_ACCOUNT }}
`,
}

/** The steps with which a job of GitHub signs in to clouds, as lines of YAML. */
export function signInSteps(clouds: readonly Cloud[]): string {
  return [...new Set(clouds)].map((cloud) => signIn[cloud]).join('')
}

/**
 * A GitHub workflow that checks pull requests and scans every night, with one version of Escher until someone raises it.
 * Pull requests get no credentials.
 */
export function workflow(cloud: Cloud, version: string): string {
  return `name: escher
on:
  pull_request:
  schedule:
    - cron: '17 3 * * *'
  workflow_dispatch:

permissions:
  contents: read

jobs:
  check:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    steps:
      # The pull request merged into its base, and that base before it, whose roles decide.
      - uses: actions/checkout@v4
        with: { fetch-depth: 2 }
      - uses: actions/setup-node@v4
        with: { node-version: 20 }
      - run: npx --yes escher@${version} check --format github --as "github:$GITHUB_ACTOR" --since HEAD^1
      - run: npx --yes escher@${version} owners --check
      - run: npx --yes escher@${version} test

  scan:
    if: github.event_name != 'pull_request'
    runs-on: ubuntu-latest
    permissions:
      contents: read
      id-token: write
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 20 }
${signIn[cloud]}      - run: npx --yes escher@${version} scan --out report
      - uses: actions/upload-artifact@v4
        if: always()
        with: { name: escher-report, path: report }
`
}
