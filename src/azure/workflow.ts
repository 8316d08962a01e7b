import type { ScaleGroup } from './scaling';

/** What a workflow sets on an app, and as whom. */
export interface WorkflowParts {
  /** The app's id. */
  readonly app: string;
  /** The id of an identity that may write the app. */
  readonly identity: string;
  /** All scale groups of the app: Azure replaces the list as a whole. */
  readonly groups: readonly ScaleGroup[];
  /** Once a minute; then it gives up. */
  readonly attempts: number;
}

const management = 'https://management.azure.com';
const version = '2024-11-01';
/** Keeps out of the history of runs what was sent and answered: whoever reads runs need not read apps. */
const unseen = { secureData: { properties: ['inputs', 'outputs'] } };
const config = "body('Read')['properties']['functionAppConfig']";

/**
 * One action that sets the instances that an app keeps ready, for a workflow of Logic Apps.
 *
 * App Service answers 409 while it works on something else, which no retry policy tries again: so the loop does, for
 * every failure alike. `functionAppConfig` is written as it was read but for the list, because nothing says that Azure
 * keeps what a request leaves out of it. The run fails, and so raises the alarm, if the last attempt did.
 * @see https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers
 */
export function setAlwaysReady({ app, identity, groups, attempts }: WorkflowParts): object {
  const request = (method: string) => ({
    method,
    uri: `${management}${app}?api-version=${version}`,
    authentication: { type: 'ManagedServiceIdentity', identity, audience: `${management}/` },
    retryPolicy: { type: 'none' },
  });
  const scale = `setProperty(${config}['scaleAndConcurrency'], 'alwaysReady', outputs('Wanted'))`;
  const body = { properties: { functionAppConfig: `@setProperty(${config}, 'scaleAndConcurrency', ${scale})` } };
  return {
    type: 'Scope',
    runAfter: {},
    actions: {
      Wanted: {
        type: 'Compose',
        runAfter: {},
        inputs: groups.map(({ name, warm }) => ({ name, instanceCount: warm })),
      },
      Try: {
        type: 'Until',
        runAfter: { Wanted: ['Succeeded'] },
        expression: "@less(coalesce(outputs('Set')?['statusCode'], 599), 300)",
        limit: { count: attempts, timeout: `PT${attempts}M` },
        operationOptions: 'FailWhenLimitsReached',
        actions: {
          Read: { type: 'Http', runAfter: {}, inputs: request('GET'), runtimeConfiguration: unseen },
          Set: {
            type: 'Http',
            runAfter: { Read: ['Succeeded'] },
            inputs: { ...request('PATCH'), body },
            runtimeConfiguration: unseen,
          },
          Wait: {
            type: 'Wait',
            runAfter: { Set: ['Failed', 'Skipped', 'TimedOut'] },
            inputs: { interval: { count: 1, unit: 'Minute' } },
          },
        },
      },
      Give_up: {
        type: 'Terminate',
        runAfter: { Try: ['Failed', 'TimedOut'] },
        inputs: {
          runStatus: 'Failed',
          runError: {
            code: 'NotSet',
            message: `Azure took the always-ready instances in none of ${attempts} attempts.`,
          },
        },
      },
    },
  };
}

/**
 * One action that publishes to a topic of Service Bus what its workflow was called with. Logic Apps tries again after
 * 408, 429 and 5xx; for what comes twice a stop does nothing.
 * @param topic its URL
 * @param identity the id of an identity that may publish to it
 * @see https://learn.microsoft.com/rest/api/servicebus/send-message-to-queue
 */
export function publishNotice(topic: string, identity: string): object {
  return {
    type: 'Http',
    runAfter: {},
    inputs: {
      method: 'POST',
      uri: `${topic}/messages`,
      headers: { 'Content-Type': 'application/json' },
      // What an alert or a budget says, and nothing that whoever knows the URL could add: a resume, for one.
      body: { schemaId: "@triggerBody()?['schemaId']", data: "@triggerBody()?['data']" },
      authentication: { type: 'ManagedServiceIdentity', identity, audience: 'https://servicebus.azure.net' },
      retryPolicy: {
        type: 'exponential',
        count: 10,
        interval: 'PT10S',
        minimumInterval: 'PT5S',
        maximumInterval: 'PT1M',
      },
    },
  };
}
