import { calendarWords } from 'loket/calendar';
import { commitmentWords, lifecycleWords, requirementWords } from 'loket/documents';
import { indonesianWords } from 'loket/indonesia';
import { englishWords } from 'loket/office';
import { describe, expect, it } from 'vitest';

const english: Readonly<Record<string, string>> = {
  ...englishWords,
  ...lifecycleWords,
  ...commitmentWords,
  ...requirementWords,
  ...calendarWords,
};
const params = (text: string | undefined) => [...(text ?? '').matchAll(/\{\w+\}/g)].map(String).sort();

describe('the Indonesian words', () => {
  it('have the keys of the English ones, no more and no fewer', () => {
    expect(Object.keys(indonesianWords).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(Object.keys(english))('use the parameters that the English ones use: %s', (key) => {
    expect(params(indonesianWords[key])).toEqual(params(english[key]));
  });

  it('are not left in English', () => {
    expect(Object.keys(english).filter((key) => indonesianWords[key] === english[key])).toEqual([]);
  });
});
