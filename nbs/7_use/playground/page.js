"use strict";
// What the page shows. DATA (network, recordings, names) comes from the notebook, the arithmetic from model.js.

const $ = (selector) => document.querySelector(selector);
const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);
const percent = (x) => `${(100 * x).toFixed(1)} %`;

// --- drawing ---

// a canvas ready to draw on: axes with names and ticks, X and Y from numbers to pixels
function plot(canvas, { x, y, xTicks = [], yTicks = [], xName = "", yName = "", height = 170, left = 44 }) {
  const width = canvas.clientWidth || 300, ratio = window.devicePixelRatio || 1;
  canvas.style.height = `${height}px`;
  [canvas.width, canvas.height] = [width * ratio, height * ratio];
  const g = canvas.getContext("2d");
  g.scale(ratio, ratio);
  const [top, right, bottom] = [8, 10, xName ? 34 : 6];
  const X = (v) => left + ((v - x[0]) / (x[1] - x[0])) * (width - left - right);
  const Y = (v) => top + ((y[1] - v) / (y[1] - y[0])) * (height - top - bottom);
  g.font = "12px system-ui, sans-serif";
  g.fillStyle = ink("faint");
  g.textAlign = "right";
  g.textBaseline = "middle";
  for (const [at, text] of yTicks) g.fillText(text, left - 5, Y(at));
  g.textAlign = "center";
  g.textBaseline = "top";
  for (const [at, text] of xTicks) g.fillText(text, Math.min(X(at), width - 14), height - bottom + 3);
  if (xName) g.fillText(xName, (left + width) / 2, height - 16);
  if (yName) {
    g.save();
    g.translate(12, (top + height - bottom) / 2);
    g.rotate(-Math.PI / 2);
    g.textBaseline = "middle";
    g.fillText(yName, 0, 0);
    g.restore();
  }
  g.strokeStyle = ink("rule");
  g.strokeRect(left, top, width - left - right, height - top - bottom);
  g.beginPath();
  g.rect(left, top, width - left - right, height - top - bottom);
  g.clip();
  const line = (points, colour, width = 1.4, dash = []) => {
    g.beginPath();
    points.forEach(([a, b], i) => (i ? g.lineTo(X(a), Y(b)) : g.moveTo(X(a), Y(b))));
    [g.strokeStyle, g.lineWidth] = [ink(colour), width];
    g.setLineDash(dash);
    g.stroke();
    g.setLineDash([]);
  };
  const dot = (a, b, colour, radius = 3) => {
    g.beginPath();
    g.arc(X(a), Y(b), radius, 0, 7);
    g.fillStyle = ink(colour);
    g.fill();
  };
  return { g, X, Y, line, dot, left, width: width - right };
}

// --- one neuron ---

const form = $("#neuron");
const start = readForm();

function readForm() {
  return Object.fromEntries([...form.elements].filter((e) => e.name)
    .map((e) => [e.name, e.type === "checkbox" ? e.checked : Number(e.value)]));
}

function drawTrace(canvas, s, found) {
  const end = found.t[found.t.length - 1];
  const reach = Math.max(2, ...found.u.map(Math.abs).filter((u) => u < 12), ...found.threshold.filter((u) => u < 12));
  const p = plot(canvas, { x: [0, end], y: [-1.5 * reach, 1.1 * reach], height: 210, xName: "time", yName: "u",
    xTicks: [0, 1, 2, 3, 4, 5, 6].map((t) => [t, t]), yTicks: [[0, 0], [1, "ϑ"]] });
  const strongest = Math.max(1e-9, ...found.I.map(Math.abs));
  p.line(found.t.map((t, i) => [t, -1.25 * reach + (0.2 * reach * found.I[i]) / strongest]), "faint", 1);
  p.line(found.t.map((t, i) => [t, found.threshold[i]]), "orange", 1.4, [5, 3]);
  p.line(found.t.map((t, i) => [t, Math.max(-99, Math.min(99, found.u[i]))]), "blue");
  for (const n of found.spikes) p.dot(found.t[n], Math.min(found.u[n], 1.06 * reach), "ink");
  p.g.fillStyle = ink("faint");
  p.g.textAlign = "right";
  p.g.fillText("input", p.width - 4, p.Y(-1.02 * reach));
}

const root = (b) => -Math.sign(b) * Math.sqrt(Math.abs(b));  // a scale on which 1 and 200 both show

function drawPlane(canvas, s, found, scheme) {
  const right = 1.05 * Math.max(100, 1 / s.dt), bottom = -2.2 / s.dt;
  const ticks = [0, 1, 10, 100, 1000].filter((b) => b < -bottom && (!b || b > -bottom / 300))
    .map((b) => [-root(-b), b ? `−${b}` : "0"]);
  const p = plot(canvas, { x: [0, right], y: [-root(bottom), 1.5], height: 210, xName: "ω", yName: "damping b",
    left: 58, xTicks: [0, 25, 50, 75, 100].map((v) => [v * Math.round(right / 105), v * Math.round(right / 105)]),
    yTicks: ticks });
  const omegas = Array.from({ length: 400 }, (_, i) => (right * i) / 399);
  const region = omegas.map((w) => [w, stableInterval(scheme, w, s.dt)]).filter(([, ends]) => ends);
  const last = scheme === "exact" ? [] : [[1 / s.dt, -root(-1 / s.dt)]];
  const upper = region.map(([w, ends]) => [w, -root(ends[1])]).concat(last);
  const lower = region.map(([w, ends]) => [w, -root(Math.max(ends[0], 2 * bottom))]).concat(last);
  const { g } = p;
  g.beginPath();
  [...upper, ...lower.reverse()].forEach(([a, b]) => g.lineTo(p.X(a), p.Y(b)));
  g.fillStyle = ink("band");
  g.fill();
  p.line(upper, "ink");
  p.line(lower, "ink", 1.4, [3, 3]);
  g.fillStyle = ink("ink");
  g.textAlign = "left";
  g.fillText("stable", p.left + 8, p.Y(-0.5 * root(bottom)));
  p.line([[s.omega, -root(found.b)], [s.omega, -root(found.lowest)]], "blue", 3);
  p.dot(s.omega, -root(found.b), "blue", 6);
}

function drawNeuron() {
  const s = readForm();
  for (const input of form.querySelectorAll("input[type=range]")) {
    input.parentElement.querySelector("output").textContent = `${input.value} ${input.dataset.unit}`;
  }
  for (const scheme of ["explicit", "exact"]) {
    const found = simulate(s, scheme), ends = stableInterval(scheme, s.omega, s.dt);
    drawTrace($(`[data-draw=trace][data-scheme=${scheme}]`), s, found);
    drawPlane($(`[data-draw=plane][data-scheme=${scheme}]`), s, found, scheme);
    const far = Math.max(...found.u.map((u) => (Number.isFinite(u) ? Math.abs(u) : Infinity)));
    const stable = !ends ? "no damping is stable at this ω and δ"
      : `stable from ${ends[0] === -Infinity ? "−∞" : ends[0].toFixed(2)} to ${ends[1].toFixed(2)}`;
    const inside = ends && found.b <= ends[1] + 1e-9 && found.b >= ends[0];
    const pushed = ends && inside && found.lowest < ends[0] ? "; spikes push it below the lower end" : "";
    const place = `Damping b = ${found.b.toFixed(2)}, ${inside ? "inside" : "outside"}`;
    const text = `${found.spikes.length} spikes. ${place}: ${stable}${pushed}. ` +
      `|u| up to ${far > 1e4 ? far.toExponential(0) : far.toFixed(2)}.`;
    $(`[data-says=${scheme}]`).textContent = text.replaceAll("-", "−");
    $(`[data-draw=trace][data-scheme=${scheme}]`).setAttribute("aria-label", `membrane over time: ${text}`);
    $(`[data-draw=plane][data-scheme=${scheme}]`).setAttribute("aria-label", `damping b over ω: ${text}`);
  }
}

form.addEventListener("input", drawNeuron);
form.addEventListener("submit", (event) => event.preventDefault());
for (const button of form.querySelectorAll("[data-try]")) {
  button.addEventListener("click", () => {
    for (const [name, value] of Object.entries({ ...start, ...JSON.parse(button.dataset.try) })) {
      form.elements[name][typeof value === "boolean" ? "checked" : "value"] = value;
    }
    drawNeuron();
  });
}

// --- the network ---

const H = DATA.network.layers[0].w_in.length;
const omegas = DATA.network.layers[0].parameters.omega.map(Math.abs);
const order = omegas.map((_, h) => h).sort((a, b) => omegas[b] - omegas[a]);  // row -> neuron
const shown = { x: null, labels: null, dead: new Set(), result: null, whole: null, now: 0, row: 0, timer: null };

const digits = (text) => [...text].map((c) => parseInt(c, 16));
const shipped = ({ x, labels }) =>
  ({ x: digits(x).map((n) => [3, 2, 1, 0].map((bit) => (n >> bit) & 1)), labels: digits(labels) });
const total = (spikes) => spikes.flat().reduce((a, b) => a + b, 0);
const bits = () => (Number($("#bits").value) === 13 ? null : Number($("#bits").value));
const right = (read, end) => read.slice(0, end).filter((c, t) => c === shown.labels[t]).length / end;

function take({ x, labels }) {
  [shown.x, shown.labels, shown.now] = [x, labels, x.length - 1];
  $("#time").max = x.length - 1;
  stop();
  compute();
}

function compute() {
  shown.whole = run(prepare(DATA.network), shown.x);
  shown.result = run(prepare(DATA.network, bits()), shown.x, shown.dead);
  $("#bits-now").textContent = bits() === null ? "all" : bits();
  const n = shown.x.length;
  const score = (r) => (shown.labels ? `${percent(right(r.read, n))} of ${n} steps right, ` : "") +
    `${total(r.spikes).toLocaleString("en")} spikes`;
  const lost = shown.dead.size || bits() !== null;
  const compared = lost ? ` The whole network: ${score(shown.whole)}.` : "";
  $("#result").textContent = `Whole recording: ${score(shown.result)}.${compared}`;
  draw();
}

function draw() {
  const { now, labels, result } = shown, T = shown.x.length, names = DATA.classes;
  $("#time").value = now;
  $("#now").textContent = `${now + 1} of ${T}`;
  const truth = labels ? `, the label is ${names[labels[now]]}` : "";
  $("#moment").textContent = `Step ${now + 1}: the network reads ${names[result.read[now]]}${truth}. ` +
    `${total([result.spikes[now]])} spikes in this step, ` +
    `${total(result.spikes.slice(0, now + 1)).toLocaleString("en")} so far.`;
  drawEvents(T);
  drawRaster(T);
  drawLabels(T);
}

function frame(canvas, T, options) {
  const p = plot(canvas, { x: [0, T], left: 52, ...options });
  p.line([[shown.now + 0.5, -1e3], [shown.now + 0.5, 1e3]], "alarm", 1);
  const wide = Math.max(0.6, p.X(1) - p.X(0));
  p.marks = (events, top, high) => {  // a bar wherever there is an event, up to now
    for (let t = 0; t <= shown.now; t++) if (events[t]) p.g.fillRect(p.X(t), top, wide, high);
  };
  return p;
}

function drawEvents(T) {
  const p = frame($("#events"), T, { y: [-0.6, 5.6], height: 150,
    yTicks: ["1 up", "down", "2 up", "down"].map((name, c) => [3 - c, name]).concat([[4.6, "signal"]]) });
  for (let c = 0; c < 4; c++) {
    p.g.fillStyle = ink(c % 2 ? "orange" : "blue");
    p.marks(shown.x.map((row) => row[c]), p.Y(3 - c + 0.4), p.Y(0) - p.Y(0.8));
  }
  for (const c of [0, 2]) {
    let level = 0;
    const rebuilt = shown.x.map((row) => (level += row[c] - row[c + 1]));
    const low = rebuilt.reduce((a, b) => Math.min(a, b)), high = rebuilt.reduce((a, b) => Math.max(a, b), low + 1);
    p.line(rebuilt.slice(0, shown.now + 1).map((v, t) => [t, 3.6 + (1.9 * (v - low)) / (high - low)]),
      c ? "faint" : "ink", 1.2, c ? [3, 2] : []);
  }
}

function drawRaster(T) {
  const size = H * 12 + 14, p = frame($("#raster"), T, { y: [H - 0.5, -0.5], height: size,
    yTicks: [0, 9, 18, 27, 35].map((row) => [row, omegas[order[row]].toFixed(1)]), yName: "ω" });
  const high = p.Y(1) - p.Y(0);
  order.forEach((h, row) => {
    if (row === shown.row) {
      p.g.fillStyle = ink("band");
      p.g.fillRect(p.left, p.Y(row) - high / 2, p.width, high);
    }
    if (shown.dead.has(h)) return p.line([[0, row], [T, row]], "alarm", 1.5, [2, 6]);
    p.g.fillStyle = ink("blue");
    p.marks(shown.result.spikes.map((z) => z[h]), p.Y(row) - high * 0.4, high * 0.8);
  });
  const h = order[shown.row], n = total(shown.result.spikes.map((z) => [z[h]]));
  $("#chosen").textContent = `Neuron ${h}, ω = ${omegas[h].toFixed(2)}: ` +
    (shown.dead.has(h) ? "deleted." : `${n} spikes in this recording.`) +
    (shown.dead.size ? ` ${shown.dead.size} deleted in all.` : "");
}

function drawLabels(T) {
  const classes = DATA.classes.length, names = DATA.classes.map((name, c) => [c, name]);
  const p = frame($("#labels"), T, { y: [classes - 0.4, -0.6], height: 190, yTicks: names, xName: "time step",
    xTicks: [0, 0.25, 0.5, 0.75, 1].map((share) => [share * T, Math.round(share * T)]) });
  const tall = p.Y(1) - p.Y(0);
  if (shown.labels) {
    p.g.fillStyle = ink("band");
    const wide = p.X(1) - p.X(0) + 0.6;
    const seen = shown.labels.slice(0, shown.now + 1);
    seen.forEach((c, t) => p.g.fillRect(p.X(t), p.Y(c) - tall * 0.42, wide, tall * 0.84));
  }
  p.line(shown.result.read.slice(0, shown.now + 1).flatMap((c, t) => [[t, c], [t + 1, c]]), "blue", 1.8);
  $("#labels").setAttribute("aria-label", `class over time: ${$("#result").textContent}`);
}

// --- controls of the network ---

function stop() {
  clearInterval(shown.timer);
  shown.timer = null;
  $("#play").textContent = "Play";
}

function go(to) {
  shown.now = Math.max(0, Math.min(shown.x.length - 1, to));
  draw();
}

function play() {
  if (shown.timer) return stop();
  if (shown.now >= shown.x.length - 1) shown.now = 0;
  $("#play").textContent = "Pause";
  const rate = Number($("#speed").value), pause = Math.max(50, 1000 / rate);
  shown.timer = setInterval(() => {
    go(shown.now + Math.max(1, Math.round((rate * pause) / 1000)));
    if (shown.now >= shown.x.length - 1) stop();
  }, pause);
}

function toggle(row) {
  const h = order[shown.row = row];
  if (!shown.dead.delete(h)) shown.dead.add(h);
  compute();
}

async function open(file) {
  const say = (text) => {
    $("#error").hidden = !text;
    $("#error").textContent = text;
  };
  say("");
  try {
    const height = Number($("#level").value);
    if (!(height > 0)) throw new Error("Expected a height of a level above 0");
    const found = readCSV(await file.text(), height);
    $("#recording").selectedIndex = -1;
    take(found);
    $("#csv-form").textContent = `${file.name}: ${found.x.length} steps, ${found.labels ? "with" : "without"} labels.`;
  } catch (error) {
    say(`${file.name}: ${error.message}`);
  }
}

function save() {
  const names = DATA.classes.map((name) => `y_${name}`).join(",");
  const { readout, read, spikes } = shown.result;
  const lines = readout.map((y, t) => [t, ...y, read[t], total([spikes[t]])].join(","));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`step,${names},read,spikes\n${lines.join("\n")}\n`], { type: "text/csv" }));
  link.download = "readouts.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}

DATA.recordings.forEach((_, i) => $("#recording").append(new Option(`synthetic ${i + 1}`, i)));
$("#recording").addEventListener("change", (event) => take(shipped(DATA.recordings[event.target.value])));
$("#csv-form").textContent = `A CSV: ${CSV_FORM}`;
$("#file").addEventListener("change", (event) => event.target.files.length && open(event.target.files[0]));
$("#bits").addEventListener("input", compute);
$("#time").addEventListener("input", (event) => { stop(); go(Number(event.target.value)); });
$("#play").addEventListener("click", play);
$("#speed").addEventListener("change", () => { if (shown.timer) { stop(); play(); } });
$("#back").addEventListener("click", () => { stop(); go(shown.now - 1); });
$("#forth").addEventListener("click", () => { stop(); go(shown.now + 1); });
$("#save").addEventListener("click", save);
$("#revive").addEventListener("click", () => { shown.dead.clear(); compute(); });
$("#some").addEventListener("click", () => {
  const alive = order.filter((h) => !shown.dead.has(h)).sort(() => Math.random() - 0.5);
  alive.slice(0, 3).forEach((h) => shown.dead.add(h));
  compute();
});
$("#raster").addEventListener("click", (event) => {
  const box = event.target.getBoundingClientRect();
  const row = Math.floor(((event.clientY - box.top - 8) / (box.height - 14)) * H);
  if (row >= 0 && row < H) toggle(row);
});
$("#raster").addEventListener("keydown", (event) => {
  const by = { ArrowUp: -1, ArrowDown: 1, " ": 0, Enter: 0, Delete: 0 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  if (!by) return toggle(shown.row);
  shown.row = (shown.row + by + H) % H;
  draw();
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    document.body.classList.toggle("dropping", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length) open(event.dataTransfer.files[0]);
  });
}

function drawAll() {
  drawNeuron();
  draw();
}

$("#about").textContent = DATA.about;
take(shipped(DATA.recordings[0]));
drawNeuron();
window.addEventListener("resize", drawAll);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
