import { asDocument, type CallFailure, type Document, reasonOfStatus, shortMessage } from '../../reading/rest-answer.js'

/** Why a call was refused: ARM nests code and message in `error`, some providers do not. */
export function failureOfResponse(status: number, body: Document): CallFailure {
  const error = asDocument(body['error']) ?? body
  const code = error['code']
  const message = typeof error['message'] === 'string' ? shortMessage(error['message']) : ''
  return {
    reason: reasonOfStatus(status),
    ...(typeof code === 'string' && { code }),
    message: message === '' ? `HTTP ${status}` : message,
  }
}

/** Why a call had no answer: no credentials, or the network. */
export function failureOfError(error: unknown): CallFailure {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  const refused = name === 'AuthenticationRequiredError' || name === 'CredentialUnavailableError'
  return {
    reason: refused || name === 'AggregateAuthenticationError' ? 'access-denied' : 'failed',
    message: shortMessage(message),
  }
}
