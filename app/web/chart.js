// The hydrograph of a station, for those who have a pointer or a keyboard: the value under it, a span drawn out of it,
// and its picture as a PNG. The server draws the chart; without this script it is complete.
const LEFT = 44, RIGHT = 1080, TOP = 34, BOTTOM = 410;
const NS = "http://www.w3.org/2000/svg";
const figure = document.getElementById("graph");
const svg = figure?.querySelector("svg");
const said = document.getElementById("at-point");
const lang = document.documentElement.lang + "-u-ca-gregory-nu-latn";
const { from, to, low, high } = Object.fromEntries(Object.entries({ ...figure?.dataset }).map(([k, v]) => [k, Number(v)]));
const zone = figure?.dataset.zone;

let values; // asked for when first needed: [seconds, metres], ascending
let asked;
function load() {
  asked ??= fetch(figure.dataset.values).then(async (answer) => {
    if (!answer.ok) return;
    const rows = (await answer.text()).trim().split("\n").slice(1).map((row) => row.split(","));
    values = rows.filter((row) => row[1] !== "").map((row) => [Date.parse(row[0]) / 1000, Number(row[1])]);
  });
  return asked;
}

const x = (seconds) => LEFT + ((RIGHT - LEFT) * (seconds - from)) / (to - from);
const y = (metres) => BOTTOM - ((BOTTOM - TOP) * (metres - low)) / (high - low);
const seconds = (at) => from + ((to - from) * (at - LEFT)) / (RIGHT - LEFT);

/** The place of a pointer along the chart's axis. */
function along(event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return Math.min(RIGHT, Math.max(LEFT, point.x));
}

let mark;
let place = -1;
function draw() {
  if (mark) return mark;
  mark = document.createElementNS(NS, "g");
  mark.setAttribute("aria-hidden", "true");
  mark.innerHTML = '<rect class="chosen" y="34" height="376" width="0"/><line class="pointed" y1="34" y2="410"/><circle class="dot" r="4"/>';
  svg.append(mark);
  return mark;
}

function show(i) {
  if (!values?.length) return;
  place = Math.min(values.length - 1, Math.max(0, i));
  const [at, metres] = values[place];
  const [, line, dot] = draw().children;
  line.setAttribute("x1", x(at));
  line.setAttribute("x2", x(at));
  dot.setAttribute("cx", x(at));
  dot.setAttribute("cy", y(metres));
  const value = new Intl.NumberFormat(lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(metres).replace("-", "−");
  const time = new Intl.DateTimeFormat(lang, { timeZone: zone, dateStyle: "long", timeStyle: "short", hourCycle: "h23" }).format(at * 1000);
  said.textContent = figure.dataset.says.replace("{0}", value).replace("{1}", time);
  said.hidden = false;
}

function nearest(at) {
  let a = 0, b = values.length - 1;
  while (b - a > 1) {
    const mid = (a + b) >> 1;
    if (values[mid][0] < at) a = mid;
    else b = mid;
  }
  return at - values[a][0] < values[b][0] - at ? a : b;
}

const day = (at) => new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at * 1000);

if (svg) {
  let begun = null;
  svg.addEventListener("pointermove", async (event) => {
    const at = along(event);
    await load();
    if (!values?.length) return;
    show(nearest(seconds(at)));
    if (begun === null) return;
    const chosen = draw().children[0];
    chosen.setAttribute("x", Math.min(begun, at));
    chosen.setAttribute("width", Math.abs(at - begun));
  });
  svg.addEventListener("pointerdown", (event) => {
    // A finger scrolls; a mouse or pen draws a span out.
    if (event.pointerType !== "touch" && event.button === 0) begun = along(event);
  });
  addEventListener("pointerup", (event) => {
    if (begun === null) return;
    const end = along(event), start = begun;
    begun = null;
    mark?.children[0].setAttribute("width", 0);
    if (Math.abs(end - start) < 12) return;
    const asks = new URLSearchParams(location.search);
    for (const name of ["season", "days"]) asks.delete(name);
    asks.set("from", day(seconds(Math.min(start, end))));
    asks.set("to", day(seconds(Math.max(start, end))));
    location.search = asks;
  });
  svg.parentElement.addEventListener("keydown", async (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    await load();
    if (values?.length) show(place < 0 ? values.length - 1 : place + step * (event.shiftKey ? 24 : 1));
  });
}

// The picture. The file of the chart is drawn by the browser, which sets all seven scripts right; a font that the page
// itself had to load goes into it, because a picture loads nothing.
async function font() {
  const script = { km: "khmer", lo: "lao", my: "myanmar", th: "thai" }[document.documentElement.lang];
  if (!script) return "";
  const base = document.querySelector('link[rel="stylesheet"]').href;
  const faces = await Promise.all([400, 700].map(async (weight) => {
    const answer = await fetch(new URL(`fonts/noto-sans-${script}-${weight}.woff2`, base));
    const bytes = new Uint8Array(await answer.arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    const name = "Noto Sans " + script[0].toUpperCase() + script.slice(1);
    return `@font-face{font-family:"${name}";font-weight:${weight};src:url(data:font/woff2;base64,${btoa(text)}) format("woff2")}`;
  }));
  return `<style>${faces.join("")}</style>`;
}

/** A picture is decoded before its own fonts are read: until they are, its text is blank. Nothing says when. */
async function settled(image, withFonts) {
  if (!withFonts) return;
  const small = document.createElement("canvas");
  small.width = image.naturalWidth / 2;
  small.height = image.naturalHeight / 2;
  const pen = small.getContext("2d");
  let first;
  for (let i = 0; i < 20; i++) {
    pen.clearRect(0, 0, small.width, small.height);
    pen.drawImage(image, 0, 0, small.width, small.height);
    const now = small.toDataURL();
    first ??= now;
    await new Promise((done) => setTimeout(done, 100));
    if (now !== first) return;
  }
}

const png = document.getElementById("png");
if (png && "toBlob" in HTMLCanvasElement.prototype) {
  png.hidden = false;
  png.addEventListener("click", async (event) => {
    event.preventDefault();
    const answer = await fetch(png.href);
    if (!answer.ok) return location.assign(png.href);
    const faces = await font();
    const drawn = (await answer.text()).replace("</title>", "</title>" + faces);
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(drawn);
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * 2;
    canvas.height = image.naturalHeight * 2;
    await settled(image, faces !== "");
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = document.getElementById("svg").download.replace(/svg$/, "png");
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    }, "image/png");
  });
}
