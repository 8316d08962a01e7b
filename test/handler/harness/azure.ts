import { FunctionUnderTest, HttpAnswer, HttpRequest, Message, Outcome, Running } from './running';

/** Starts a function in the real `@azure/functions` on a stub of its worker. */
export async function start(fn: FunctionUnderTest): Promise<Running> {
  return new Running('azure', fn);
}

/** A request as the host forwards it, bodies as streams. */
export async function invokeHttp(running: Running, http: HttpRequest): Promise<HttpAnswer> {
  const { status, headers, body } = await running.ask<{
    status: number;
    headers: [string, string][];
    body: Uint8Array;
  }>({ http });
  return { status, headers: new Headers(headers), body: Buffer.from(body) };
}

/** Messages of Service Bus, an invocation each. */
export async function invokeQueue(running: Running, queue: string, messages: readonly Message[]): Promise<string[]> {
  const failed: string[] = [];
  for (const message of messages) if (!(await deliver(running, `queue-${queue}`, message))) failed.push(message.id);
  return failed;
}

/** A timer's firing, and then what it wrote to the inbox. */
export async function invokeSchedule(running: Running, schedule: string, instant: Date): Promise<Outcome> {
  const text = await invokeTimer(running, schedule, { next: instant });
  if (text === undefined) return 'dropped';
  return (await deliver(running, 'inbox', { id: 'firing', text })) ? 'done' : 'failed';
}

/** What a timer's function writes to the inbox. */
export async function invokeTimer(running: Running, schedule: string, timer: { next?: Date; isPastDue?: boolean }) {
  const { next, isPastDue = false } = timer;
  const time = next?.toISOString().replace('.000Z', '+00:00');
  const status = time && { Last: '2026-01-01T00:00:00+00:00', Next: time, LastUpdated: '2026-01-01T00:00:00+00:00' };
  const json = JSON.stringify({
    Schedule: { AdjustForDST: true },
    ScheduleStatus: status ?? null,
    IsPastDue: isPastDue,
  });
  const response = await running.ask<any>({ name: `schedule-${schedule}`, data: { json } });
  return response.returnValue?.string as string | undefined;
}

async function deliver(
  running: Running,
  name: string,
  { id, text, attempt = 1, attributes = {} }: Message,
): Promise<boolean> {
  const triggerMetadata = {
    MessageId: { string: id },
    DeliveryCount: { string: `${attempt}` },
    EnqueuedTimeUtc: { string: '"2026-01-01T00:00:00Z"' },
    ApplicationProperties: { json: JSON.stringify(attributes) },
  };
  try {
    await running.ask({ name, data: { bytes: Buffer.from(text) }, triggerMetadata });
    return true;
  } catch {
    return false;
  }
}
