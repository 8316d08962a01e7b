import type { GoogleLinks } from '../../src/private/contract';
import { cachedToken, call } from '../private/rest';
import type { Outgoing } from '../private/send';

/**
 * Publishes to Pub/Sub as the function's service account.
 * @see https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.topics/publish
 */
export async function sendToPubSub(topic: NonNullable<GoogleLinks['q']>[string], message: Outgoing): Promise<void> {
  const { text, attributes, remainingTime } = message;
  const emulator = process.env.PUBSUB_EMULATOR_HOST;
  const authorization = emulator ? undefined : { authorization: `Bearer ${await token(remainingTime)}` };
  await call({
    what: `Sending to queue '${message.queue}'`,
    url: `${emulator ? `http://${emulator}` : 'https://pubsub.googleapis.com'}/v1/${topic}:publish`,
    init: {
      method: 'POST',
      headers: { ...authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ messages: [{ data: Buffer.from(text).toString('base64'), attributes }] }),
    },
    remainingTime,
  });
}

/** @see https://cloud.google.com/run/docs/securing/service-identity#access_tokens */
const token = cachedToken(async (remainingTime) => {
  const host = process.env.GCE_METADATA_HOST ?? 'metadata.google.internal';
  const response = await call({
    what: "Getting a token of the function's service account",
    url: `http://${host}/computeMetadata/v1/instance/service-accounts/default/token`,
    init: { headers: { 'metadata-flavor': 'Google' } },
    remainingTime,
  });
  const { access_token: value, expires_in: seconds } = (await response.json()) as {
    access_token: string;
    expires_in: number;
  };
  return { value, expires: Date.now() + seconds * 1000 };
});
