// Reads every model with the very readers and lint rules of Camunda Modeler; a warning or a finding fails the check.
// node check.mjs [HOME]: the folder in which bpmn/ and dmn/ stand, else the checkout's.
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BpmnModdle } from 'bpmn-moddle';
import { DmnModdle } from 'dmn-moddle';
import { Linter } from 'bpmnlint';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';

const require = createRequire(import.meta.url);
const home = process.argv[2] ?? fileURLToPath(new URL('../..', import.meta.url));
const camunda = require('camunda-bpmn-moddle/resources/camunda.json');

// Steps of a pay-out are entered again, which needs no gateway.
const config = {
  extends: ['bpmnlint:recommended', 'plugin:camunda-compat/camunda-platform-7-24'],
  rules: { 'fake-join': 'off' },
};

async function bpmn(xml) {
  const { rootElement, warnings } = await new BpmnModdle({ camunda }).fromXML(xml);
  // One for each file: its rules remember what they saw.
  const linter = new Linter({ config, resolver: new NodeResolver({ require }) });
  const findings = Object.entries(await linter.lint(rootElement)).flatMap(([rule, found]) =>
    found.map(({ id, message }) => `${id}: ${message} (${rule})`));
  return [...warnings.map(({ message }) => message), ...findings];
}

async function dmn(xml) {
  const { warnings } = await new DmnModdle().fromXML(xml, 'dmn:Definitions');
  return warnings.map(({ message }) => message);
}

let checked = 0, faults = 0;
for (const [folder, read] of [['bpmn', bpmn], ['dmn', dmn]]) {
  for (const name of (await readdir(join(home, folder))).filter((file) => file.endsWith(`.${folder}`))) {
    const xml = await readFile(join(home, folder, name), 'utf8');
    const said = await read(xml).catch((unreadable) => [unreadable.message]);
    said.forEach((fault) => console.error(`${folder}/${name}: ${fault}`));
    checked += 1;
    faults += said.length;
  }
}
console.log(`${checked} models read as Camunda Modeler reads them: ${faults || 'no'} findings`);
process.exitCode = checked > 0 && faults === 0 ? 0 : 1;
