/**
 * One client of a service for each region: a resource that exists already may be elsewhere. The function's own region is
 * there from the start, because making a client is quicker before the first invocation.
 * @param create from what the SDK does not find by itself
 * @returns the client for a place: an ARN, the URL of a queue, or a name in the function's own region
 */
export function regional<C>(create: (config: { readonly region?: string }) => C): (place: string) => C {
  const here = create({});
  const elsewhere = new Map<string, C>();
  return (place) => {
    const region = regionOf(place);
    if (region === undefined || region === process.env.AWS_REGION) return here;
    const client = elsewhere.get(region) ?? create({ region });
    elsewhere.set(region, client);
    return client;
  };
}

/** The region that an ARN or the URL of a queue tells. */
export function regionOf(place: string): string | undefined {
  return /^arn:[\w-]+:\w+:([\w-]+):/.exec(place)?.[1] ?? /^https:\/\/sqs\.([\w-]+)\./.exec(place)?.[1];
}
