/**
 * A change of an item of a table, with the attributes of a CloudEvent. Changes of one key may arrive in another order
 * than they were made in: `sequence` tells.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export interface ChangeEvent {
  /** Version of CloudEvents. */
  readonly specversion: '1.0';
  /** The same each time this event is delivered. */
  readonly id: string;
  /** `/tables/` and the table's construct id. */
  readonly source: string;
  /** What happened. */
  readonly type: 'faasade.item.created' | 'faasade.item.updated' | 'faasade.item.deleted';
  /** When it was made, ISO 8601. */
  readonly time: string;
  /** The table's construct id. */
  readonly table: string;
  /** The item's key. */
  readonly key: Readonly<Record<string, string | number>>;
  /** The item before; undefined for a new one. */
  readonly before: Readonly<Record<string, unknown>> | undefined;
  /** The item after; undefined for a deleted one. */
  readonly after: Readonly<Record<string, unknown>> | undefined;
  /** Grows with each change of the same key; compare as text, which is padded to one length. */
  readonly sequence: string;
  /** How often the event has been delivered, this time included. */
  readonly attempt: number;
}
