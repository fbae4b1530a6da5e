"use strict";
// The arithmetic of the page. It touches no document, so node can run it too.

const single = Math.fround;  // numbers as the CPU backend rounds them
const double = (x) => x;

// p(ω): the weakest damping at which an explicit step does not diverge
function boundary(omega, dt, f = double) {
  const x = f(f(dt) * omega);
  const inside = Math.max(0, f(1 - f(x * x)));
  return f(f(-1 + f(Math.sqrt(inside))) / f(dt));
}

// both ends of the stable damping; null where none is stable
function stableInterval(scheme, omega, dt) {
  if (scheme === "exact") return [-Infinity, 0];
  const root = Math.sqrt(1 - (dt * omega) ** 2);
  return root >= 0 ? [(-1 - root) / dt, (-1 + root) / dt] : null;
}

// what a step needs of one neuron
function coefficients(omega, bOffset, k, f = double) {
  [omega, bOffset] = [Math.abs(omega), Math.abs(bOffset)];
  const edge = k.boundary && k.scheme === "explicit" ? boundary(omega, k.dt, f) : 0;
  const angle = f(f(k.dt) * omega);
  return { omega, b: f(edge - bOffset), cosine: f(Math.cos(angle)), sine: f(Math.sin(angle)) };
}

// one step of RF, BRF and all between them: [z, u, v, q]
function step(I, [u, v, q], c, k, f = double) {
  const dt = f(k.dt);
  const d = k.smooth_reset ? f(c.b - q) : c.b;
  let uNext, vNext;
  if (k.scheme === "exact") {
    const decay = f(Math.exp(f(dt * d)));
    uNext = f(f(decay * f(f(c.cosine * u) - f(c.sine * v))) + f(dt * I));
    vNext = f(decay * f(f(c.sine * u) + f(c.cosine * v)));
  } else {
    uNext = f(u + dt * f(f(d * u - f(c.omega * v)) + I));
    vNext = f(v + dt * f(c.omega * u + f(d * v)));
  }
  const z = f(f(uNext - f(k.theta)) - (k.refractory ? q : 0)) > 0 ? 1 : 0;
  return [z, uNext, vNext, f(f(k.gamma) * q + z)];
}

// one neuron, driven by a sine between two moments
function simulate(s, scheme, on = 0.5, off = 4.5, seconds = 6) {
  const k = { theta: 1, gamma: 0.9, ...s, scheme };
  const c = coefficients(s.omega, s.bOffset, k);
  const kept = { t: [], I: [], u: [], threshold: [], spikes: [], b: c.b, lowest: c.b };
  let state = [0, 0, 0];
  for (let n = 0; n < Math.round(seconds / k.dt); n++) {
    const t = n * k.dt;
    const I = t >= on && t < off ? s.amplitude * Math.sin(s.drive * (t - on)) : 0;
    kept.threshold.push(k.theta + (k.refractory ? state[2] : 0));
    if (k.smooth_reset) kept.lowest = Math.min(kept.lowest, c.b - state[2]);
    const [z, ...next] = step(I, state, c, k);
    state = next;
    kept.t.push(t);
    kept.I.push(I);
    kept.u.push(state[0]);
    if (z) kept.spikes.push(n);
  }
  return kept;
}

// to `bits` fractional bits, halves to even, as PyTorch rounds; null leaves a number alone
function quantize(x, bits) {
  if (bits === null) return single(x);
  const scaled = x * 2 ** bits;
  const near = Math.round(scaled);
  const even = Math.abs(scaled % 1) === 0.5 && near % 2 !== 0 ? near - 1 : near;
  return single(even / 2 ** bits);
}

// a network from the package's JSON, ready to run
function prepare(net, bits = null) {
  const layer = net.layers[0];
  const k = layer.constants;
  const known = net.layers.length === 1 && ["rf", "brf"].includes(layer.neuron) && k.reset === "none";
  if (!known || layer.bias || net.readout.bias) {
    throw new Error("this page runs one layer of RF or BRF neurons without resets and biases");
  }
  const q = (rows) => rows.map((row) => row.map((w) => quantize(w, bits)));
  const { omega, b_offset: offset } = layer.parameters;
  const coarse = (i) => coefficients(quantize(omega[i], bits), quantize(offset[i], bits), k, single);
  const fine = (i) => ({ omega: single(layer.coefficients.omega[i]), b: single(layer.coefficients.b[i]) });
  const tau = net.readout.parameters.tau_mem.map((x) => Math.abs(quantize(x, bits)));
  const alpha = bits === null ? net.readout.alpha : tau.map((x) => Math.exp(-1 / x));
  return { k, wIn: q(layer.w_in), wRec: q(layer.w_rec), w: q(net.readout.w),
    c: omega.map((_, i) => (bits === null ? fine(i) : coarse(i))), alpha: alpha.map((a) => quantize(a, bits)) };
}

// the sum of a row's weights where something came in, in the order of the package
function weigh(row, x) {
  let sum = 0;
  for (let i = 0; i < row.length; i++) if (x[i]) sum = single(sum + single(row[i] * x[i]));
  return sum;
}

// a whole recording x [T][I]; neurons in `dead` never spike
function run(net, x, dead = new Set()) {
  const H = net.wIn.length, O = net.w.length;
  let states = Array.from({ length: H }, () => [0, 0, 0]), z = new Array(H).fill(0);
  let y = new Array(O).fill(0);
  const readout = [], spikes = [];
  for (const input of x) {
    const next = net.wIn.map((row, h) =>
      step(single(weigh(row, input) + weigh(net.wRec[h], z)), states[h], net.c[h], net.k, single));
    states = next.map(([, ...state]) => state);
    z = next.map(([fired], h) => (dead.has(h) ? 0 : fired));
    y = y.map((before, o) =>
      single(net.alpha[o] * before + single(single(1 - net.alpha[o]) * weigh(net.w[o], z))));
    readout.push(y);
    spikes.push(z);
  }
  return { readout, spikes, read: readout.map((row) => row.indexOf(Math.max(...row))) };
}

// signals [T][L] to up and down events [T][2L], at most one level a step
function levelCrossing(signal, height) {
  const level = single(height);
  const reference = signal[0].map(single);
  return signal.map((row) => row.flatMap((value, i) => {
    const up = single(single(value) - reference[i]) >= level, down = single(reference[i] - single(value)) >= level;
    reference[i] = single(reference[i] + single(level * (up - down)));
    return [+up, +down];
  }));
}

const CSV_FORM = "Expected a row per time step and, in each, either 4 columns of events (up and down of electrode 1, " +
  "up and down of electrode 2; each 0, 1 or −1) or 2 columns of voltages; then, if known, the label, 0 to 5. " +
  "Separated by comma, semicolon or tab; a first line of names is skipped.";

// the recording in a CSV file: { x, labels }; an Error says what was expected and what was found
function readCSV(text, height) {
  const refuse = (found) => { throw new Error(`${found}. ${CSV_FORM}`); };
  if (text.includes("\0") || text.includes("\ufffd")) refuse("Found a file that is not text");
  let lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/).map((line, i) => ({ line, place: i + 1 }));
  lines = lines.filter(({ line }) => line.trim());
  if (!lines.length) refuse("Found an empty file");
  const separator = [";", "\t", ","].find((mark) => lines[lines.length - 1].line.includes(mark));
  if (!separator) refuse(`Found no separator in line ${lines[lines.length - 1].place}`);
  const rows = lines.map(({ line, place }) => ({ place, cells: line.split(separator).map((cell) => cell.trim()) }));
  const number = (cell) => (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(cell) ? Number(cell) : NaN);
  if (rows[0].cells.every((cell) => cell && Number.isNaN(number(cell)))) rows.shift();
  if (!rows.length) refuse("Found a line of names and no numbers");
  if (rows.length > 20000) refuse(`Found ${rows.length} rows; the page takes up to 20,000`);
  const width = rows[0].cells.length;
  if (![2, 3, 4, 5].includes(width)) refuse(`Found ${width} columns in line ${rows[0].place}`);
  const values = rows.map(({ place, cells }) => {
    if (cells.length !== width) refuse(`Found ${cells.length} columns in line ${place}, ${width} in those before`);
    return cells.map((cell, i) => {
      const value = number(cell);
      const here = `in line ${place}, column ${i + 1}`;
      if (!Number.isFinite(value)) {
        refuse(`Found “${cell.slice(0, 20)}” ${here}: no number (decimals have a point)`);
      }
      const label = width % 2 === 1 && i === width - 1;
      if (label && ![0, 1, 2, 3, 4, 5].includes(value)) refuse(`Found the label ${cell} in line ${place}`);
      if (!label && width > 3 && ![-1, 0, 1].includes(value)) refuse(`Found ${cell} ${here}: no event`);
      return value;
    });
  });
  const channels = width - (width % 2);
  const signal = values.map((row) => row.slice(0, channels));
  const labels = width % 2 ? values.map((row) => row[width - 1]) : null;
  return { x: channels === 2 ? levelCrossing(signal, height) : signal, labels };
}

if (typeof module !== "undefined") module.exports = { simulate, prepare, run, levelCrossing, readCSV };
