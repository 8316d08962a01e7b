import type { AwsObjectMessage } from '../private/contract';

/** Where EventBridge finds what a message holds. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export const objectPaths: { readonly [K in Exclude<keyof AwsObjectMessage, 'o'>]: string } = {
  id: '$.id',
  t: '$.time',
  key: '$.detail.object.key',
  size: '$.detail.object.size',
  etag: '$.detail.object.etag',
};

/**
 * An `AwsObjectMessage` of what stands at `objectPaths`. `<x>` without quotes becomes JSON: a string in quotes, with
 * whatever a key holds escaped.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function objectTemplate(bucketId: string): string {
  const names = Object.keys(objectPaths).map((name) => `"${name}":<${name}>`);
  return `{"o":${literal(bucketId)},${names.join(',')}}`;
}

/**
 * An `AwsChangeMessage` of the pipe's event, which is one record.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html
 */
export function changeTemplate(tableId: string): string {
  return `{"c":${literal(tableId)},"r":<aws.pipes.event.json>}`;
}

/** A text as JSON in which nothing looks like a variable. */
function literal(text: string): string {
  return JSON.stringify(text).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}
