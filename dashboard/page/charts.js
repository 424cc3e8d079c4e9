// ---- pictures: tables with bars where a table can say it, SVG where it can't

/** A mark tells its figures on hover, on touch and by the arrow keys; tests read `data-value`. */
function mark(node, tip, value) {
    node.classList.add("mark");
    node.dataset.tip = tip;
    if (value !== undefined) node.dataset.value = value;
    return node;
}

/** An SVG as wide as its box. `draw(svg, width)` adds to it and returns nothing. */
function picture(box, height, label, draw) {
    const width = Math.max(Math.floor(box.clientWidth), 260);
    const svg = s("svg", {
        viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label, tabindex: 0,
    });
    draw(svg, width);
    box.append(svg);
    return svg;
}

/** About `most` round numbers from 0 or below to `high` or above. */
function ticks(low, high, most = 4) {
    const span = Math.max(high, 0) - Math.min(low, 0) || 1;
    const rough = span / most;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough * 0.85);
    const found = [];
    for (let n = Math.floor(Math.min(low, 0) / step); n * step < Math.max(high, 0) + step * 0.999; n += 1) {
        found.push(Number((n * step).toPrecision(12)));
    }
    return found;
}

const text = (x, y, words, attributes = {}) => s("text", { x, y, ...attributes }, words);

/** What a picture is drawn from, as a table to open. */
function figures(columns, rows) {
    const details = h("details", { class: "figures no-print" }, h("summary", {}, "Figures as a table"));
    details.addEventListener("toggle", () => {
        if (details.open && details.children.length === 1) details.append(scrolling(table(columns, rows)));
    });
    return details;
}

const scrolling = (node, label = "Table") =>
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, node);

/** columns: [{name, write, number}]; a row is a list of values, the first one names it. */
function table(columns, rows) {
    return h("table", {},
        h("thead", {}, h("tr", {}, columns.map((column) =>
            h("th", { scope: "col", class: column.number ? "number" : null }, column.name)))),
        h("tbody", {}, rows.map((row) => h("tr", {}, row.map((value, at) => {
            const column = columns[at];
            const written = column.write ? column.write(value) : value;
            const attributes = { class: column.number ? "number" : null };
            return at ? h("td", attributes, written) : h("th", { scope: "row", ...attributes }, written);
        })))));
}

/**
 * Bars in a table: a row for each member with its bar and its figures.
 * rows: [{name, value, tip, colour, cells: [text]}]; heads: names of the columns.
 */
function bars(heads, rows) {
    const most = Math.max(...rows.map((row) => row.value), 0) || 1;
    return h("table", { class: "bars" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, heads[0]),
            h("th", { scope: "col", class: "drawn" }, h("span", { class: "unseen" }, "Bar")),
            heads.slice(1).map((head, at) => h("th", { scope: "col", class: at > 1 ? "number extra" : "number" }, head)))),
        h("tbody", {}, rows.map((row) => h("tr", {},
            h("th", { scope: "row" }, row.name),
            h("td", { class: "drawn" }, mark(h("div", { class: "bar-of", style: {
                width: `${100 * Math.max(row.value, 0) / most}%`, background: row.colour || "var(--ink-blue)",
            } }), row.tip, row.value)),
            row.cells.map((cell, at) => h("td", { class: at > 1 ? "number extra" : "number" }, cell))))));
}

/** Lines across at round numbers, and the numbers. Returns the scale. */
function heightScale(svg, { width, top, bottom, left, low = 0, high, write, most }) {
    const at = ticks(low, high, most);
    const from = at[0];
    const to = at[at.length - 1];
    const y = (value) => bottom - (bottom - top) * (value - from) / (to - from);
    for (const tick of at) {
        svg.append(
            s("line", { x1: left, x2: width, y1: y(tick), y2: y(tick), class: tick === 0 ? "axis" : "line" }),
            text(left - 8, y(tick) + 4, write(tick), { class: "tick", "text-anchor": "end" }),
        );
    }
    return y;
}

/** Columns over time. rows: [{label, year, value, tip, kind, note}]; kind: null, "peak", "open". */
function columnsOverTime(box, rows, { write, label, height = 300 }) {
    return picture(box, height, label, (svg, width) => {
        const left = 56, top = 26, bottom = height - 44;
        const y = heightScale(svg, {
            width, top, bottom, left, write,
            low: Math.min(...rows.map((row) => row.value), 0), high: Math.max(...rows.map((row) => row.value), 0),
        });
        const step = (width - left) / rows.length;
        const gap = Math.min(step * 0.22, 6);
        const every = [1, 2, 3, 4, 6, 12].find((n) => n * step >= 30) || 12;
        rows.forEach((row, at) => {
            const x = left + at * step;
            const up = Math.min(y(row.value), y(0));
            svg.append(mark(s("rect", {
                x: x + gap / 2, width: Math.max(step - gap, 1), y: up,
                height: Math.max(Math.abs(y(row.value) - y(0)), row.value ? 1 : 0),
                class: `column ${row.kind || ""}`, rx: Math.min(2, step / 4),
            }), row.tip, row.value));
            if (row.note) {
                const isLast = x + step / 2 > width - 24;
                svg.append(text(isLast ? width : x + step / 2, up - 7, row.note, { class: "peak-note", "text-anchor": isLast ? "end" : "middle" }));
            }
            const firstOfYear = !at || rows[at - 1].year !== row.year;
            if ((monthNumber(row.day) - 1) % every === 0) {
                svg.append(text(x + step / 2, bottom + 17, row.label, { class: "tick", "text-anchor": "middle" }));
            }
            if (firstOfYear) {
                if (at) svg.append(s("line", { x1: x, x2: x, y1: bottom, y2: bottom + 36, class: "line" }));
                svg.append(text(x + 4, bottom + 35, row.year, { class: "tick strong" }));
            }
        });
    });
}

/** A line without axes, its last point marked. */
function spark(values, width = 132, height = 34) {
    const known = values.filter(isNumber);
    const low = Math.min(...known), high = Math.max(...known);
    const x = (at) => 2 + (width - 8) * at / Math.max(values.length - 1, 1);
    const y = (value) => height - 4 - (height - 8) * (high > low ? (value - low) / (high - low) : 0.5);
    const points = values.map((value, at) => (isNumber(value) ? `${x(at).toFixed(1)},${y(value).toFixed(1)}` : null));
    const last = values.length - 1;
    return s("svg", { viewBox: `0 0 ${width} ${height}`, class: "spark", "aria-hidden": "true" },
        s("polyline", { points: points.filter(Boolean).join(" "), class: "spark-line" }),
        isNumber(values[last]) ? s("circle", { cx: x(last), cy: y(values[last]), r: 3, class: "spark-end" }) : null);
}

/** Two columns of nodes and the streams between them. flows: [{from, to, value, tip, kind}] */
function streams(box, { before, after, flows, label, heads }) {
    const most = Math.max(before.length, after.length);
    const height = Math.max(320, 60 + most * 34);
    return picture(box, height, label, (svg, width) => {
        const side = Math.min(176, width * 0.3), top = 34, thick = 10, space = most > 7 ? 8 : 12;
        const all = flows.reduce((sum, flow) => sum + flow.value, 0) || 1;
        const scale = (height - top - 10 - space * (most - 1)) / all;
        const placed = (names, key) => {
            let y = top;
            return new Map(names.map((node) => {
                const value = flows.filter((f) => f[key] === node.id).reduce((sum, f) => sum + f.value, 0);
                const found = { ...node, value, y, height: Math.max(value * scale, 1), next: y };
                y += found.height + space;
                return [node.id, found];
            }));
        };
        const lefts = placed(before, "from"), rights = placed(after, "to");
        const x0 = side, x1 = width - side;
        const order = (list, map) => list.map((node) => map.get(node.id));
        const paths = [];
        for (const from of order(before, lefts)) {
            for (const to of order(after, rights)) {
                for (const flow of flows.filter((f) => f.from === from.id && f.to === to.id)) {
                    const thickness = flow.value * scale;
                    const a = from.next + thickness / 2, b = to.next + thickness / 2;
                    from.next += thickness;
                    to.next += thickness;
                    const middle = (x0 + x1) / 2;
                    paths.push([flow, mark(s("path", {
                        d: `M${x0 + thick},${a.toFixed(2)} C${middle},${a.toFixed(2)} ${middle},${b.toFixed(2)} ${x1 - thick},${b.toFixed(2)}`,
                        "stroke-width": Math.max(thickness, 0.75).toFixed(2), class: `stream ${flow.kind}`,
                    }), flow.tip, flow.value)]);
                }
            }
        }
        // who moved is drawn over who stayed
        paths.sort((a, b) => (a[0].kind !== "same") - (b[0].kind !== "same"));
        svg.append(...paths.map((pair) => pair[1]));
        svg.append(text(0, 14, heads[0], { class: "tick strong" }),
            text(width, 14, heads[1], { class: "tick strong", "text-anchor": "end" }));
        for (const [nodes, x, anchor, away] of [[lefts, x0, "end", -8], [rights, x1 - thick, "start", thick + 8]]) {
            for (const node of nodes.values()) {
                svg.append(s("rect", { x, y: node.y, width: thick, height: node.height, style: { fill: node.colour } }));
                svg.append(text(x + away, node.y + node.height / 2 + 4, "", { class: "node", "text-anchor": anchor }));
                svg.lastChild.append(s("tspan", {}, fitted(node.name, side - 46)), s("tspan", { class: "node-value", dx: 6 }, count(node.value)));
            }
        }
    });
}

/** A name that fits into so many pixels at the size of labels. */
function fitted(name, room) {
    const most = Math.max(Math.floor(room / 5.8), 4);
    return name.length <= most ? name : name.slice(0, most - 1).trimEnd() + "…";
}

// ---- the figures of a mark: by mouse, by touch, by arrow keys

const tip = document.getElementById("tip");

function showTip(node) {
    document.querySelectorAll(".mark.is-told").forEach((other) => other.classList.remove("is-told"));
    if (!node || !node.dataset.tip) {
        tip.hidden = true;
        return;
    }
    node.classList.add("is-told");
    tip.replaceChildren(...node.dataset.tip.split("\n").map((line, at) => h(at ? "div" : "strong", {}, line)));
    tip.hidden = false;
    const box = node.getBoundingClientRect(), own = tip.getBoundingClientRect();
    const left = Math.min(Math.max(box.left + box.width / 2 - own.width / 2, 8), innerWidth - own.width - 8);
    const above = box.top - own.height - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 8 ? above : Math.min(box.bottom + 8, innerHeight - own.height - 8)}px`;
}

document.addEventListener("pointerover", (event) => showTip(event.target.closest(".mark")));
document.addEventListener("focusout", () => showTip(null));
document.addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });
document.addEventListener("keydown", (event) => {
    const svg = document.activeElement && document.activeElement.closest("svg[tabindex]");
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") showTip(null);
    if (!svg || !step) return;
    const marks = [...svg.querySelectorAll(".mark")];
    if (!marks.length) return;
    event.preventDefault();
    const at = marks.findIndex((node) => node.classList.contains("is-told"));
    showTip(marks[at < 0 ? (step > 0 ? 0 : marks.length - 1) : (at + step + marks.length) % marks.length]);
});
