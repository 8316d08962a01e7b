export * from './cdk/bucket';
export * from './cdk/cloud';
export * from './cdk/function';
export * from './cdk/queue';
export * from './cdk/secret';
export * from './cdk/table';
export * from './cdk/topic';
