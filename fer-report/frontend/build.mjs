// Bundles the modules of src and the parts of ECharts they use into one script that is committed, so that
// building the report needs no npm. `--check` compares instead of writing.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const vendor = new URL('../src/main/resources/dev/fer/report/vendor/', import.meta.url);
const check = process.argv.includes('--check');

const result = await build({
  entryPoints: ['src/main.js'],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2021',
  charset: 'ascii',
  legalComments: 'none',
  banner: { js: '/* Holds Apache ECharts (Apache-2.0) and zrender (BSD-3-Clause); fer-report is Apache-2.0. */' },
  define: { 'process.env.NODE_ENV': '"production"' },
  write: false,
});
const script = result.outputFiles[0].text;
if (/<\/script|<!--/i.test(script)) {
  throw new Error('the bundle holds text that would end the script element it is put into');
}
// By it a test tells without npm whether the script is of these sources.
const sources = createHash('sha256');
for (const name of readdirSync('src').sort()) sources.update(`${name}\n`).update(readFileSync(`src/${name}`));
const files = {
  'report.js': script,
  'report.js.sha256': createHash('sha256').update(script).digest('hex') + '  report.js\n',
  'sources.sha256': sources.digest('hex') + '  src\n',
  LICENSE: readFileSync('node_modules/echarts/LICENSE', 'utf8'),
  NOTICE: readFileSync('node_modules/echarts/NOTICE', 'utf8'),
  'LICENSE-zrender': readFileSync('node_modules/zrender/LICENSE', 'utf8'),
  'LICENSE-tslib': readFileSync('node_modules/tslib/LICENSE.txt', 'utf8'),
};
for (const [name, text] of Object.entries(files)) {
  const file = new URL(name, vendor);
  if (!check) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    throw new Error(`${name} is not what src and node_modules give; run npm run build`);
  }
}
console.log(`report.js: ${Math.round(script.length / 1000)} KB`);
