import type { PubsubSubscription } from '../terraform/google';

const FIELD = 'push_config';

/**
 * Has no plan take a stop back: a subscription that was paused would be pushed from again, to a service that is stopped.
 * What changes where it is pushed to, which only another name of the function does, is therefore left to the user.
 */
export function keepPaused(subscription: PubsubSubscription): void {
  const { lifecycle, pushConfigInput } = subscription;
  const ignored = lifecycle?.ignoreChanges ?? [];
  // Two stops may guard the same one.
  if (ignored.includes(FIELD)) return;
  const { pushEndpoint, oidcToken } = pushConfigInput!;
  const { audience, serviceAccountEmail } = oidcToken!;
  // Joined, because the engine takes no template within an expression.
  const wanted = `join("", [${audience!}, "${pushEndpoint.slice(audience!.length)}"])`;
  subscription.lifecycle = {
    ...lifecycle,
    ignoreChanges: [...ignored, FIELD],
    postcondition: [
      ...(lifecycle?.postcondition ?? []),
      {
        condition: `\${contains(["", ${wanted}], try(self.${FIELD}[0].push_endpoint, ""))}`,
        errorMessage:
          'It pushes to the address that the function had under another name, because a stop guards it. ' +
          `Run: gcloud pubsub subscriptions modify-push-config '\${self.id}' --push-endpoint='${pushEndpoint}' ` +
          `--push-auth-service-account='${serviceAccountEmail}' --push-auth-token-audience='${audience!}'`,
      },
    ],
  };
}
