/**
 * A new or replaced object of a bucket, with the attributes of a CloudEvent.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export interface ObjectEvent {
  /** Version of CloudEvents. */
  readonly specversion: '1.0';
  /** The same each time this event is delivered. */
  readonly id: string;
  /** `/buckets/` and the bucket's construct id. */
  readonly source: string;
  /** What happened. */
  readonly type: 'faasade.object.created';
  /** The object's key. */
  readonly subject: string;
  /** When it was written, ISO 8601. */
  readonly time: string;
  /** The bucket's construct id: `context.bucket(event.bucket)` reads it, if that was granted. */
  readonly bucket: string;
  /** The object's key. */
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Tells the contents of one key apart, as the cloud writes it. */
  readonly etag: string;
  /** How often the event has been delivered, this time included. */
  readonly attempt: number;
}
