import { describe, expect, it } from 'vitest';
import { applicationTable } from '../../src/documents/application.js';
import { stories } from './scenarios/index.js';
import { wrongIn } from './scenarios/story.js';

describe('the stories of an application', () => {
  it.each(stories)('$title', (told) => {
    expect(wrongIn(applicationTable(), told)).toBeUndefined();
  });

  it('have names of their own', () => {
    expect(new Set(stories.map(({ title }) => title)).size).toBe(stories.length);
  });
});
