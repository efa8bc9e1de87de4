// Forecasts of @bsull/augurs and arima for the sets of the bench `forecast-accuracy` (see
// src/forecast/peer-exchange.ts). The folders of the sets are the arguments.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const home = process.env.STOCKWRIGHT_PEERS_NODE;
const PACKAGES = { '@bsull/augurs': '0.10.2', arima: '0.2.8' };
const tell = (reply) => process.stdout.write(JSON.stringify(reply));
// Peers print as they please; only the answer may reach stdout.
console.log = console.error;

const folderOf = (name) => join(home, 'node_modules', name);
const versionOf = (name) =>
  JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8')).version;

async function augurs(part) {
  const module = await import(pathToFileURL(join(folderOf('@bsull/augurs'), `${part}.js`)).href);
  module.initSync({ module: readFileSync(join(folderOf('@bsull/augurs'), `${part}_bg.wasm`)) });
  return module;
}

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const rowsOf = (folder, name) => {
  const [header, ...lines] = readFileSync(join(folder, name), 'utf8').trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((v, i) => [names[i], v])));
};

function solve(folder, { AutoETS, MSTL, ARIMA }) {
  const settings = Object.fromEntries(
    rowsOf(folder, 'settings.csv').map(({ name, value }) => [name, value]),
  );
  const horizon = Number(settings.horizon);
  const season = Number(settings.season);
  const bytes = readFileSync(join(folder, 'values.f64'));
  const values = new Float64Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  );
  const tasks = rowsOf(folder, 'tasks.csv').map(({ begin, length, rank }) => ({
    history: values.slice(Number(begin), Number(begin) + Number(length)),
    rank: Number(rank),
  }));
  const limits = ['budgetSlow', 'budgetMedium', 'budgetAll'].map((name) => Number(settings[name]));
  const answers = ['method,rank,quantiles,seconds,file'];

  const run = (method, forecast) => {
    const one = ({ history }) => {
      try {
        return forecast(history);
      } catch {
        return new Float64Array(horizon).fill(Number.NaN);
      }
    };
    const secondsOf = (chosen) => {
      const before = cpuSeconds();
      chosen.forEach(one);
      return cpuSeconds() - before;
    };
    const rankFor = (each) =>
      [2, 1, 0].find((r) => each * tasks.filter((task) => task.rank <= r).length <= limits[r]);
    // The first call may compile or load; only a hopelessly slow one is believed.
    if (rankFor(secondsOf(tasks.slice(0, 1)) / 10) === undefined) return;
    const sample = [0, 1, 2].map((k) => tasks[Math.floor((k * (tasks.length - 1)) / 2)]);
    const rank = rankFor(secondsOf(sample) / sample.length);
    if (rank === undefined) return;
    const before = cpuSeconds();
    const made = tasks.filter((task) => task.rank <= rank).map(one);
    const seconds = cpuSeconds() - before;
    const file = `node-${answers.length}.f64`;
    writeFileSync(
      join(folder, file),
      Float64Array.from(
        made.flatMap((mean) => Array.from({ length: horizon }, (_, h) => mean[h] ?? Number.NaN)),
      ),
    );
    answers.push(`${method},${rank},0,${seconds},${file}`);
  };

  run('augurs AutoETS', (history) => {
    const model = new AutoETS(season, 'ZZN');
    model.fit(history);
    return model.predict(horizon).point;
  });
  if (season > 1)
    run('augurs MSTL', (history) => {
      const model = MSTL.ets([season]);
      model.fit(history);
      return model.predict(horizon).point;
    });
  run('arima auto', (history) => {
    const model = new ARIMA({ auto: true, s: season > 1 ? season : 0, verbose: false });
    model.train(Array.from(history));
    const [mean] = model.predict(horizon);
    model.destroy?.();
    return mean;
  });
  writeFileSync(join(folder, 'node.csv'), `${answers.join('\n')}\n`);
}

let parts = null;
try {
  if (!home) throw new Error('no folder of peers');
  const { AutoETS } = await augurs('ets');
  const { MSTL } = await augurs('mstl');
  parts = { AutoETS, MSTL, ARIMA: createRequire(join(home, 'package.json'))('arima') };
} catch {
  tell({
    missing: Object.entries(PACKAGES)
      .map(([name, version]) => `${name}@${version}`)
      .join(' '),
  });
}
if (parts) {
  for (const folder of process.argv.slice(2)) solve(folder, parts);
  tell({
    versions: Object.fromEntries(Object.keys(PACKAGES).map((name) => [name, versionOf(name)])),
    value: null,
  });
}
