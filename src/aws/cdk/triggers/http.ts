import { Lazy } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { corsOf } from '../../../private/cors';
import type { HttpTriggerSpec } from '../../../private/spec';
import type { AwsFunction } from '../function';

/** One function URL for all HTTP triggers, which agree on who may call; the adapter routes. */
export function http(fn: AwsFunction, { auth }: HttpTriggerSpec): void {
  if (fn._functionUrl) return;
  const { AWS_IAM, NONE } = lambda.FunctionUrlAuthType;
  fn._functionUrl = fn.alias.addFunctionUrl({ authType: auth === 'PUBLIC' ? NONE : AWS_IAM });
  (fn._functionUrl.node.defaultChild as lambda.CfnUrl).cors = Lazy.any({ produce: () => renderCors(fn) });
}

function renderCors(fn: AwsFunction): lambda.CfnUrl.CorsProperty | undefined {
  const cors = corsOf(fn._model);
  // A function URL answers OPTIONS by itself, and refuses the word: it takes six letters at most.
  const methods = cors?.allowMethods.filter((method) => method !== 'OPTIONS');
  return (
    cors && {
      allowOrigins: [...cors.allowOrigins],
      allowMethods: methods?.length ? methods : undefined,
      allowHeaders: cors.allowHeaders && [...cors.allowHeaders],
      exposeHeaders: cors.exposeHeaders && [...cors.exposeHeaders],
      allowCredentials: cors.allowCredentials,
      maxAge: cors.maxAgeSeconds,
    }
  );
}
