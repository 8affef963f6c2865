import { already } from '../../../operating/refusal.js'
import { becomes, defineAwsOperation } from '../../operate/aws-operation.js'
import { user } from './definition.js'

/** Takes a user's way into the console; the password is lost, and another has to be given if it was needed after all. */
export const deleteConsolePassword = defineAwsOperation(user, {
  verb: 'delete-console-password',
  title: 'Take the console password away; keys and roles stay',
  calls: ['DeleteLoginProfile'],
  risk: 'high',
  dependsOn: ['LoginProfile'],
  precondition: ({ properties }) =>
    properties['LoginProfile'] === undefined ? already('it has no console password') : undefined,
  effect: (target) => {
    const { LoginProfile: _, ...rest } = target.properties
    return becomes(user, target, rest)
  },
  send: ({ id }) => [['DeleteLoginProfile', { UserName: id }]],
})
