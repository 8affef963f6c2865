import type { AccountConfiguration, CredentialReference } from '../../core/configuration.js'
import type { ProviderContext, ProviderSession, ReadRequest } from '../../core/provider.js'
import type { Unread } from '../../core/resource.js'
import { performOperation } from '../operating/perform.js'
import { createLimiter, type Limiter } from '../reading/limiter.js'
import { typeNamed } from '../reading/reading-session.js'
import { type CallerOptions, createCaller } from './client/caller.js'
import { AwsClients } from './client/clients.js'
import { credentialProvider } from './client/credentials.js'
import { identityProblem } from './client/identity.js'
import { homeRegionOf, regionsOf } from './client/regions.js'
import type { Caller } from './description.js'
import { performRequest } from './operate/perform-request.js'
import type { AwsReading } from './read/page.js'
import { readTarget } from './read/read-target.js'
import { readType } from './read/read-type.js'
import { openRecording, type ReplayOptions } from './replay/open-recording.js'
import { awsTypes } from './types.js'

type Opened = { readonly session: ProviderSession } | { readonly unread: Unread }

/** Times that a request is made before its failure counts; the SDK adapts the rate in between. */
const attempts = 8

/** Milliseconds after which a request has failed, unless it is made again. */
const timeouts = { connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true }

/** Milliseconds between questions for something that AWS prepares. */
const patience = 2000

/** Milliseconds before a change that AWS refused for its rate is first sent again. */
const throttleDelay = 500

/** Opens an account: with credentials that are its own, or from a recording. */
export async function openAccount(
  account: AccountConfiguration,
  context: ProviderContext,
  replay: ReplayOptions,
): Promise<Opened> {
  switch (account.source.kind) {
    case 'recording': {
      const recording = await openRecording(account.source.path, context.root, replay)
      return 'unread' in recording ? recording : { session: sessionOf(account, context, recording) }
    }
    case 'cloud':
      return openCloud(account, context, account.source.credentials)
    case 'sandbox':
      throw new Error('the sandbox reads sandbox accounts')
  }
}

async function openCloud(
  account: AccountConfiguration,
  context: ProviderContext,
  reference: CredentialReference,
): Promise<Opened> {
  const credentials = await credentialProvider(reference)
  const clients = new AwsClients({
    configuration: { credentials, retryMode: 'adaptive', maxAttempts: attempts, requestHandler: timeouts },
  })
  const changes = new AwsClients({ configuration: { credentials, maxAttempts: 1, requestHandler: timeouts } })
  const homeRegion = homeRegionOf(account)
  const caller = createCaller(
    { clients, limit: () => createLimiter(1), homeRegion, remembered: new Map(), patience },
    scopeOf(account, homeRegion),
  )
  const unread = await identityProblem(account.id, caller)
  if (unread === undefined) return { session: sessionOf(account, context, { clients, changes, serial: false }) }
  await clients.close()
  return { unread }
}

/** Where a session's answers come from. */
export interface AnswerSource {
  readonly clients: AwsClients
  /** Clients that send a request once; absent where nothing can be changed, as in a recording. */
  readonly changes?: AwsClients
  readonly serial: boolean
}

function sessionOf(
  account: AccountConfiguration,
  context: ProviderContext,
  { clients, changes, serial }: AnswerSource,
): ProviderSession {
  const homeRegion = homeRegionOf(account)
  const options: CallerOptions = {
    clients,
    homeRegion,
    limit: limits(serial ? { account: 1, region: 1 } : context.concurrency),
    remembered: new Map(),
    patience: serial ? 0 : patience,
  }
  const callerIn = (region: string, signal?: AbortSignal): Caller =>
    createCaller(options, scopeOf(account, region === 'global' ? homeRegion : region), signal)
  const readingOf = (request: ReadRequest): AwsReading => ({
    type: typeNamed(awsTypes, request.type),
    request,
    callerFor: (region) => callerIn(region, request.signal),
    now: context.clock.now(),
    width: serial ? 1 : context.concurrency.region,
  })
  return {
    account,
    serial,
    regions: () => regionsOf(account, callerIn(homeRegion)),
    read: (request) => readType(readingOf(request)),
    ...(changes && {
      readTarget: (request) => readTarget(readingOf(request), request.id),
      operate: (request) => {
        const performing = { clients: changes, homeRegion, region: request.target.region, throttleDelay }
        return performOperation(request, (call, signal) => performRequest(performing, call, signal))
      },
    }),
    close: async () => {
      await Promise.all([clients.close(), changes?.close()])
    },
  }
}

function scopeOf(account: AccountConfiguration, region: string): Caller['scope'] {
  return { account: account.id, accountName: account.name, region }
}

/** Room for calls: so many in a region and, of all its regions together, so many in the account. */
function limits(concurrency: ProviderContext['concurrency']): (region: string) => Limiter {
  const account = createLimiter(concurrency.account)
  const regions = new Map<string, Limiter>()
  return (region) => {
    const own = regions.get(region) ?? createLimiter(concurrency.region)
    regions.set(region, own)
    return (work) => own(() => account(work))
  }
}
