/** Values that a span may carry. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A piece of work that is followed, as in OpenTelemetry. */
export interface Span {
  /** Adds what is known of it by now. */
  setAttributes(attributes: Record<string, string | number | boolean>): unknown;
  /** Notes what was thrown. */
  recordException(error: Error): void;
  /** Code 2 says that the work failed. */
  setStatus(status: { code: 0 | 1 | 2; message?: string }): unknown;
  /** Says that it is over. */
  end(): void;
}

/** Starts spans: the part of OpenTelemetry's tracer that an office uses, so that `trace.getTracer('…')` fits. */
export interface Tracer {
  /** Begins to follow a piece of work. */
  startSpan(name: string, options?: { attributes?: Record<string, string | number | boolean> }): Span;
}

/** Follows a piece of work; without a tracer it is only done. Attributes never hold what people said or are. @internal */
export async function traced<T>(
  tracer: Tracer | undefined,
  name: string,
  attributes: SpanAttributes,
  work: () => Promise<T>,
  about: (result: T) => SpanAttributes,
): Promise<T> {
  if (!tracer) return work();
  const span = tracer.startSpan(name, { attributes: { ...attributes } });
  try {
    const result = await work();
    span.setAttributes({ ...about(result) });
    return result;
  } catch (error) {
    span.recordException(error instanceof Error ? error : new Error(String(error)));
    span.setStatus({ code: 2 });
    throw error;
  } finally {
    span.end();
  }
}
