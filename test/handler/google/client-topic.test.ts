import { FakeGoogle, refusal } from './fake-google';
import { AccessDenied } from '../../../handler/errors';
import { create } from '../../../handler/google/client-topic';

const google = new FakeGoogle();
const topic = create('Orders', 'projects/p/topics/orders', { traceparent: undefined, remainingTime: () => 5000 });

beforeAll(() => google.start());
afterAll(() => google.stop());

test('data is published as JSON, attributes beside it', async () => {
  await topic.publish({ id: 7 }, { kind: 'paid' });
  const { path, body } = google.to('pubsub.googleapis.com')[0];
  expect(path).toBe('/v1/projects/p/topics/orders:publish');
  expect(body).toEqual({
    messages: [{ data: Buffer.from('{"id":7}').toString('base64'), attributes: { kind: 'paid' } }],
  });
});

test('fails if the function may not publish', async () => {
  google.answer = () => refusal(403, 'PERMISSION_DENIED');
  await expect(topic.publish(1)).rejects.toThrow(AccessDenied);
  await expect(topic.publish(1)).rejects.toThrow("Publishing to topic 'Orders' failed: status 403");
});

test('fails if JSON cannot hold the data', async () => {
  await expect(topic.publish(undefined)).rejects.toThrow("A message to topic 'Orders' is undefined");
});
