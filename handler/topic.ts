/**
 * A message of a topic, with the attributes of a CloudEvent.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export interface TopicEvent<T = unknown> {
  /** Version of CloudEvents. */
  readonly specversion: '1.0';
  /** The cloud's own id; it stays the same when the message is delivered again. */
  readonly id: string;
  /** `/topics/` and the topic's construct id. */
  readonly source: string;
  /** What happened. */
  readonly type: 'faasade.topic.published';
  /** When the topic accepted the message, ISO 8601. */
  readonly time: string;
  /** The topic's construct id. */
  readonly topic: string;
  /** The value of the JSON text, or the text itself where it is not JSON. */
  readonly data: T;
  /** The body as it was published. */
  readonly text: string;
  /** Text attributes beside the body. */
  readonly attributes: Readonly<Record<string, string>>;
  /** How often the message has been delivered to this function, this time included. */
  readonly attempt: number;
}
