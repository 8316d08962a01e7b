/**
 * Where events go that could not be handled, for alarms, redriving and reading.
 *
 * What lies there is the original message. Its attribute `faasade-dead-letter` is JSON with the `reason` (what the last
 * attempt threw), the number of `attempts`, and when that was (`at`). Where the last attempt never came back, because it
 * took too long or its instance ended, the cloud itself moved the message, with the reason that it gives.
 */
export interface DeadLetters {
  /** The type of the resource, such as `AWS::SQS::Queue`. */
  readonly type: string;
  /** Its name in the cloud. */
  readonly name: string;
  /** Its ARN on AWS, its resource id on Azure, its full name on Google. */
  readonly id: string;
}
