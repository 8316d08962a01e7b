/**
 * A firing of a schedule, with the attributes of a CloudEvent.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export interface ScheduledEvent {
  /** Version of CloudEvents. */
  readonly specversion: '1.0';
  /** The same each time this firing is delivered, so that a handler can tell that it has done the work. */
  readonly id: string;
  /** `/schedules/` and the schedule's name. */
  readonly source: string;
  /** What happened. */
  readonly type: 'faasade.schedule.fired';
  /** The instant for which the firing was scheduled, ISO 8601 in UTC. */
  readonly time: string;
  /** The schedule's name. */
  readonly schedule: string;
}
