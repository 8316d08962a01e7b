import { caller, FakeAzure } from './fake-azure';
import { create } from '../../../handler/azure/client-topic';
import { expectTopic } from '../clients';

const azure = new FakeAzure();
const topic = () => create('Orders', ['ns.servicebus.windows.net', 'orders'], caller);
const sent = () => JSON.parse(azure.calls.at(-1)!.body)[0];

expectTopic(topic, async () => ({ text: sent().Body, attributes: sent().UserProperties }), caller.traceparent);

test('a message leaves for the topic, without a session', async () => {
  await topic().publish(1);
  expect(azure.calls.at(-1)!.url).toBe('https://ns.servicebus.windows.net/orders/messages');
  expect(sent().BrokerProperties).toEqual({ MessageId: expect.any(String), ContentType: 'application/json' });
});

test('fails if Service Bus refuses', async () => {
  azure.answers.push(new Response('no claim', { status: 401 }));
  await expect(topic().publish(1)).rejects.toThrow("Publishing to topic 'Orders' failed: status 401 no claim");
});
