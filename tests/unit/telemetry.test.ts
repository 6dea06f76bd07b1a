import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { expect, it } from 'vitest';
import { smallOffice } from '../support/office.js';

it('follows commands and calls with OpenTelemetry’s own tracer, and names nobody', async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const { office, desk, serve } = smallOffice({
    tracer: provider.getTracer('loket'),
    onError: () => undefined,
    notifier: {
      announce: () => {
        throw new Error('loudspeaker broken');
      },
    },
  });
  const { applicationId } = await serve('letter', 'secret-person');
  await desk.documents.pass(applicationId);
  await desk.documents.pass(applicationId).catch(() => undefined);
  await office.settle();
  const spans = exporter.getFinishedSpans();
  const told = spans.map(({ name, attributes }) => `${name} ${attributes['loket.outcome']}`);
  expect(told).toContain('loket.command ticket.issue ok');
  expect(told).toContain('loket.command application.pass not-possible');
  expect(told).toContain('loket.call signer ok');
  expect(told).toContain('loket.call printer printed');
  const failed = spans.filter(({ status }) => status.code === 2);
  expect(failed.map(({ name, events }) => [name, events[0]?.name])).toContainEqual([
    'loket.call notifier',
    'exception',
  ]);
  expect(JSON.stringify(spans.map(({ name, attributes }) => ({ name, attributes })))).not.toContain('secret');
});
