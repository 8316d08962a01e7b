export * from './cdk/cloud';
export * from './cdk/function';
export * from './cdk/queue';
