import * as z from 'zod/mini'
import { risks } from '../../core/operation.js'
import { clouds } from '../../core/resource.js'
import { severities } from '../../core/severity.js'
import type { CredentialsDefinition } from '../../sdk/index.js'
import { described, identifier, optional, parameterOverrides, tags, text } from './parts.js'

const credentials: z.ZodMiniType<CredentialsDefinition> = z.union([
  z.literal('environment'),
  z.strictObject({ profile: described(text, 'The name of a profile on this machine.') }),
  z.strictObject({
    role: described(text, 'The role, service account or application to act as.'),
    externalId: optional(text, 'The external id that the role asks for.'),
    sourceIdentity: optional(text, 'The source identity that audit logs show.'),
    sessionName: optional(text, 'The session name that audit logs show.'),
    base: z.optional(z.lazy(() => credentials)),
  }),
]) as z.ZodMiniType<CredentialsDefinition>

const account = z.strictObject({
  name: described(text, 'What people call the account; `--account` takes it.'),
  id: optional(identifier, "The vendor's own id; the name when left out."),
  cloud: described(z.enum(clouds), 'The cloud that the account belongs to.'),
  environment: optional(text, 'The environment of its resources, unless a tag says otherwise.'),
  credentials: optional(credentials, "Where credentials come from; the environment's when left out."),
  sandbox: optional(text, 'Read this estate of the embedded sandbox instead of a cloud.'),
  recording: optional(text, 'Read the recorded answers in this folder instead of a cloud.'),
  regions: optional(
    z.union([z.literal('discovered'), z.array(text).check(z.minLength(1))]),
    'Regions to read; `discovered`, the default, asks the cloud.',
  ),
  params: optional(parameterOverrides, 'Parameters in this account, by policy id and name.'),
})

const environment = z.strictObject({
  protected: optional(z.boolean(), 'True where changes need an approval.'),
  params: optional(parameterOverrides, 'Parameters in this environment, by policy id and name.'),
})

const permission = z.strictObject({
  risk: described(z.enum(['none', ...risks]), 'The highest risk.'),
  environments: optional(z.array(text), 'The only environments; every one when left out.'),
  targets: optional(z.int().check(z.minimum(1)), 'The most resources in one plan; 1000 when left out.'),
})

/** As GitHub has them: letters, digits and single hyphens, at most 39, with the `_` of managed users. */
const githubLogin = z.string().check(
  z.refine((login) => /^[a-z\d](?:[a-z\d]|[-_](?=[a-z\d])){0,38}$/i.test(login), {
    error: 'expected a GitHub login, without `@`',
  }),
)

const mostAnyDepths = 3

/** Only what CODEOWNERS and Escher read alike. */
const fileGlob = z.string().check(
  z.refine((glob) => isFileGlob(glob), {
    error: 'expected a path from the root, such as `policies/aws/**`, with `*` and with `**` as whole segments only',
  }),
)

function isFileGlob(glob: string): boolean {
  const segments = glob.split('/')
  const isPlain = segments.every((one) => one === '**' || (/^[\w.@+=,~*-]+$/.test(one) && !one.includes('**')))
  return isPlain && !/^(\.\.?)$/.test(glob) && segments.filter((one) => one === '**').length <= mostAnyDepths
}

const person = z.strictObject({
  name: described(text, "The person's name."),
  roles: described(z.array(text), 'The roles that the person bears.'),
  signers: optional(z.array(text), 'SSH public keys that the person signs with: `ssh-ed25519 AAAA…`.'),
  github: optional(githubLogin, "The person's login on GitHub."),
})

const role = z.strictObject({
  run: optional(permission, 'What its bearers may run; nothing when left out.'),
  approve: optional(permission, 'What its bearers may approve; nothing when left out.'),
  edit: optional(z.array(fileGlob), 'Globs of the files that its bearers may change, from the root.'),
})

const approvalRule = z.strictObject({
  risk: described(z.enum(risks), 'The risk of the plans that it is for.'),
  environments: optional(z.array(text), 'The environments of the plans that it is for; every one when left out.'),
  targets: optional(z.int().check(z.minimum(1)), 'It is for plans with at least so many targets; 1 when left out.'),
  approvals: described(z.int().check(z.minimum(0), z.maximum(10)), 'How many people must approve.'),
  roles: described(z.array(text).check(z.minLength(1)), 'Whose approval counts.'),
  notRequester: optional(z.boolean(), 'True when who asks for the plan cannot approve it, which is so when left out.'),
})

const calls = (description: string) => optional(z.int().check(z.minimum(1), z.maximum(1000)), description)

const engine = text.check(
  z.refine((url) => /^postgres(ql)?:\/\/[^\s/]+\/[^\s/]+$/.test(url) && URL.canParse(url), {
    error: 'expected a URL such as `postgres://user@host/database`',
  }),
)

/** `escher.config.ts` or `escher.config.yaml`. */
export const configurationSchema = described(
  z.strictObject({
    accounts: optional(z.array(account), 'AWS accounts, Azure subscriptions and GCP projects.'),
    environments: optional(z.record(z.string(), environment), 'Environments by name.'),
    environmentTags: optional(z.array(text), "Tag keys whose value names a resource's environment."),
    params: optional(parameterOverrides, 'Parameters by policy id (globs allowed) and name.'),
    library: optional(
      z.array(text),
      'Ids of first-party policies to use; `*` and `**` spread, `!` in front leaves out.',
    ),
    store: optional(text, 'Where snapshots and scans are kept: a folder, or a URL with a scheme.'),
    engine: optional(
      engine,
      'The PostgreSQL database in which workers share what is to be done, as a URL without password.',
    ),
    people: optional(z.record(z.string(), person), 'People by id, as approvals name them.'),
    roles: optional(z.record(z.string(), role), 'Roles by id; `manager` and `executor` exist already.'),
    approvalRules: optional(
      z.array(approvalRule).check(z.minLength(1)),
      'How many approvals a plan needs, and whose; the first rule that matches decides.',
    ),
    approvalDays: optional(
      z.int().check(z.minimum(1), z.maximum(90)),
      'The most days that an approval of a plan may hold; 7 when left out.',
    ),
    blastRadius: optional(
      z.strictObject({
        targets: optional(z.int().check(z.minimum(1)), 'The most targets of a plan; 100 when left out.'),
        destroyed: optional(z.int().check(z.minimum(0)), 'The same for plans with a destructive step; 10.'),
        risk: optional(z.enum(risks), 'The highest risk of an operation; `critical` when left out.'),
        protectedTags: optional(tags, 'Tags whose bearers are never touched; the value `*` stands for any.'),
      }),
      'How much one plan may touch, whatever its playbooks allow.',
    ),
    standingApprovalDays: optional(
      z.int().check(z.minimum(1), z.maximum(366)),
      'The most days that a standing approval may hold from today; 90 when left out.',
    ),
    scan: optional(
      z.strictObject({
        failOn: optional(z.enum(severities), 'The severity from which on findings fail a scan.'),
        keep: optional(z.int().check(z.minimum(1)), 'How many of the newest scans and snapshots to keep; 30.'),
        concurrency: optional(
          z.strictObject({
            account: calls('Calls under way at once in one account.'),
            region: calls('Calls under way at once in one account and region.'),
          }),
          'How many calls are made at once.',
        ),
      }),
      'How scans run.',
    ),
  }),
  'The configuration of Escher in this repository.',
)
export type ConfigurationSource = z.infer<typeof configurationSchema>
