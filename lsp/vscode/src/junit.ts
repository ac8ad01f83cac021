// Reads the report that `tarifa test --junit` writes.
import { XMLParser } from 'fast-xml-parser';

export interface ReportedCase {
  module: string;
  name: string;
  /** The first line of what failed, and the whole with every value below the expectation. */
  failure?: { message: string; details: string };
}

interface Failure {
  '@message'?: string;
  '#text'?: string;
}

interface Case {
  '@classname'?: string;
  '@name'?: string;
  failure?: Failure[];
  error?: Failure[];
}

interface Report {
  testsuites?: { testsuite?: { testcase?: Case[] }[] }[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  alwaysCreateTextNode: true,
  isArray: (name, _path, _leaf, isAttribute) => !isAttribute && ['testsuites', 'testsuite', 'testcase', 'failure', 'error'].includes(name),
});

export function readReport(xml: string): ReportedCase[] {
  const report = parser.parse(xml) as Report;
  const cases = (report.testsuites ?? []).flatMap((all) => all.testsuite ?? []).flatMap((suite) => suite.testcase ?? []);
  return cases.map((one) => {
    const read: ReportedCase = { module: one['@classname'] ?? '', name: one['@name'] ?? '' };
    const failure = (one.failure ?? one.error)?.[0];
    if (failure !== undefined) {
      read.failure = { message: failure['@message'] ?? '', details: (failure['#text'] ?? '').trim() };
    }
    return read;
  });
}
