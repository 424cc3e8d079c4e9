// ---- what is in the page, and how it is written: data, elements, numbers, dates

const VIEWS = JSON.parse(document.getElementById("views-data").textContent);

/** The rows of a view as objects. */
function records(name) {
    const { columns, rows } = VIEWS.tables[name];
    return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
}

/** An HTML element. Text goes in as text, never as markup, whatever the data holds. */
function h(tag, attributes = {}, ...children) {
    return filled(document.createElement(tag), attributes, children);
}

/** An SVG element. */
function s(tag, attributes = {}, ...children) {
    return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        if (value === null || value === undefined || value === false) continue;
        if (name === "style") Object.entries(value).forEach(([k, v]) => node.style.setProperty(k, v));
        else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
        else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
    return node;
}

const THIN = "\u202f";
const CURRENCY = (records("overview")[0] || {}).currency || "";
const UNIT = CURRENCY ? "\u00a0" + CURRENCY : "";

/** FIXED[2].format(-1234.5) is −1,234.50: with a real minus, and none before a rounded zero. */
const FIXED = [0, 1, 2, 3, 4, 5, 6].map((places) => {
    const digits = new Intl.NumberFormat("en", { minimumFractionDigits: places, maximumFractionDigits: places });
    return { format: (value) => digits.format(value).replace(/^-(?=[0.,]*$)/, "").replace("-", "−") };
});

const isNumber = (value) => typeof value === "number";
const orDash = (write) => (value) => (isNumber(value) ? write(value) : "–");

const count = orDash((value) => FIXED[0].format(value));
const decimal = (places) => orDash((value) => FIXED[places].format(value));
const percent = orDash((value) => FIXED[1].format(100 * value) + THIN + "%");
const wholePercent = orDash((value) => FIXED[0].format(100 * value) + THIN + "%");
const signed = orDash((value) => (value > 0 ? "+" : value < 0 ? "−" : "±") + percent(Math.abs(value)));
const money = orDash((value) => FIXED[VIEWS.money_places].format(value));
const wholeMoney = orDash((value) => FIXED[0].format(value));

/** Three figures are enough in a picture: 64.1 M, 445 k, 38.20. */
const short = orDash((value) => {
    const size = Math.abs(value);
    for (const [unit, letter] of [[1e9, "bn"], [1e6, "M"], [1e3, "k"]]) {
        if (size >= 0.9995 * unit) {
            const scaled = value / unit;
            const places = Math.abs(scaled) >= 99.95 ? 0 : Math.abs(scaled) >= 9.995 ? 1 : 2;
            return FIXED[places].format(scaled) + THIN + letter;
        }
    }
    return FIXED[size >= 99.95 || Number.isInteger(value) ? 0 : size >= 9.995 ? 1 : 2].format(value);
});

/** A round number at an axis: no more places than it has. */
const shortTick = orDash((value) => short(value).replace(/(\.\d*?)0+(?=\D|$)/, "$1").replace(/\.(?=\D|$)/, ""));

const MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
];

const year = (day) => day.slice(0, 4);
const monthNumber = (day) => Number(day.slice(5, 7));
const monthName = (day) => `${MONTHS[monthNumber(day) - 1]} ${year(day)}`;
const monthShort = (day) => `${MONTHS[monthNumber(day) - 1].slice(0, 3)} ${year(day)}`;
const date = (day) => (day ? `${Number(day.slice(8, 10))} ${monthShort(day)}`.replaceAll(" ", "\u00a0") : "–");

/** A code as people write it: account_tier is Account tier, rfm_11 is RFM 11. */
function words(code) {
    const text = String(code).replaceAll("_", " ").replace(/\brfm\b/g, "RFM");
    return text.charAt(0).toUpperCase() + text.slice(1);
}

const plural = (number, one, many) => `${count(number)} ${number === 1 ? one : many}`;

// ---- schemes and their segments

const SEGMENTS = records("segments");
const SCHEMES = [...new Set(SEGMENTS.map((row) => row.scheme))];
const state = { scheme: SCHEMES[0] || "" };

const segmentsOf = (scheme) => SEGMENTS.filter((row) => row.scheme === scheme);

function segmentName(scheme, segment) {
    const found = SEGMENTS.find((row) => row.scheme === scheme && row.segment === segment);
    return found ? found.segment_name : words(segment);
}

/** From blue for the best segment to orange for the last: told apart without seeing red or green. */
function segmentColour(scheme, segment) {
    const all = segmentsOf(scheme);
    const at = all.findIndex((row) => row.segment === segment);
    if (at < 0) return "var(--quiet)";
    return between(["--rank-1", "--rank-2", "--rank-3", "--rank-4", "--rank-5"],
        all.length > 1 ? at / (all.length - 1) : 0);
}

/** The colour at a place from 0 to 1 on a way through several colours of the style sheet. */
function between(colours, at) {
    const place = Math.min(Math.max(at, 0), 1) * (colours.length - 1);
    const from = Math.min(Math.floor(place), colours.length - 2);
    const part = Math.round(1000 * (place - from)) / 10;
    return `color-mix(in oklab, var(${colours[from + 1]}) ${part}%, var(${colours[from]}))`;
}

const swatch = (colour) => h("i", { class: "swatch", style: { background: colour } });
