import { Span, SpanStatusCode } from '@opentelemetry/api';
import { redact, redactError } from '../private/redaction';

/** Marks a span whose work has thrown; handlers throw anything. */
export function failed(span: Span, error: unknown): void {
  const { name, message } = (error ?? {}) as Partial<Error>;
  const text = typeof message === 'string' ? redact(message) : 'What was thrown is no error.';
  span.recordException(error instanceof Error ? (redactError(error) as Error) : text);
  mark(span, typeof name === 'string' && name !== '' ? name : '_OTHER', text);
}

/** Marks a span whose work has told that it failed. */
export function mark(span: Span, type: string, message?: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR, message });
}
