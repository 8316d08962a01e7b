import { changeTemplate, objectPaths, objectTemplate } from '../../src/aws/template';

/** What AWS makes of a template: each variable becomes JSON. */
const render = (template: string, values: Record<string, unknown>) =>
  JSON.parse(template.replace(/<([\w.]+)>/g, (_match, name: string) => JSON.stringify(values[name])));

const key = 'in/a "quoted" ü\\name <t>.jpg';

test.each(['Uploads', 'a "b" <key>'])("an object of the bucket '%s' becomes its message", (id) => {
  const values = { id: 'event', t: '2026-01-01T00:00:00Z', key, size: 5, etag: 'b1946a' };
  expect(render(objectTemplate(id), values)).toEqual({ o: id, ...values });
});

test('every variable of an object has its place in the event', () => {
  const variables = [...objectTemplate('Uploads').matchAll(/<(\w+)>/g)].map(([, name]) => name);
  expect(variables).toEqual(Object.keys(objectPaths));
  expect(objectPaths.key).toBe('$.detail.object.key');
});

test.each(['Items', 'a "b" <$.eventID>'])("a change in the table '%s' becomes its message", (id) => {
  const record = { eventID: '1', dynamodb: { Keys: { id: { S: 'x' } } } };
  expect(render(changeTemplate(id), { 'aws.pipes.event.json': record })).toEqual({ c: id, r: record });
});
