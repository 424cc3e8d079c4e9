// ---- the views of all customers: each draws itself into its box

const note = (...children) => h("p", { class: "note" }, ...children);
const empty = (sentence) => h("p", { class: "empty" }, sentence);
const sentenceOf = (id) => (records("insights").find((row) => row.insight_id === id) || {}).sentence;

/** What to say of a view of cells where small ones are left out. */
const leftOut = () => {
    const floor = (records("run")[0] || {}).small_cell_floor;
    return floor ? ` Cells of fewer than ${floor} customers, and others that would give them away, are left out.` : "";
};

/** Little squares and what they stand for. */
const legend = (entries) =>
    h("ul", { class: "legend" }, entries.map(([colour, name, kind]) =>
        h("li", {}, h("i", { class: `swatch ${kind || ""}`, style: colour ? { background: colour } : {} }), name)));

/** Buttons of which one is on. */
function choice(label, options, chosen, choose) {
    return h("div", { class: "choice no-print", role: "group", "aria-label": label }, options.map(([value, name]) =>
        h("button", { type: "button", "aria-pressed": String(value === chosen), onclick: () => choose(value) }, name)));
}

const DRAW = {};

// ---- overview

const MEASURES = {
    revenue: { name: "Revenue", write: (v) => short(v) + UNIT, exact: (v) => money(v) + UNIT },
    orders: { name: "Orders", write: count, exact: count },
    customers: { name: "Customers who bought", write: count, exact: count },
    "average order value": { name: "Average order value", write: (v) => wholeMoney(v) + UNIT, exact: (v) => money(v) + UNIT },
    "returning customers": { name: "Repeat rate", write: percent, exact: percent, isShare: true },
};

/** The change as a ratio; of a share, in percentage points. */
function change(now, then, isShare) {
    if (!isNumber(now) || !isNumber(then) || (!isShare && then <= 0)) return null;
    return isShare ? now - then : now / then - 1;
}

function changeLine(now, then, isShare, against) {
    const value = change(now, then, isShare);
    if (value === null) return h("li", {}, h("span", { class: "delta" }, "–"), ` ${against}: no figure`);
    const size = isShare ? FIXED[1].format(100 * Math.abs(value)) + THIN + "points" : percent(Math.abs(value));
    const [sign, kind] = value > 0 ? ["▲ +", "up"] : value < 0 ? ["▼ −", "down"] : ["", "level"];
    return h("li", {}, h("span", { class: `delta ${kind}`, "data-value": value }, sign + size), ` ${against}`);
}

DRAW.headlines = (box) => {
    const rows = records("headlines");
    if (!rows.length || !rows[0].month) return box.append(empty("There is no complete month of sales yet."));
    const month = rows[0].month;
    const previous = MONTHS[(monthNumber(month) + 10) % 12];
    box.append(h("p", { class: "lead" }, `${monthName(month)}, the latest complete month`));
    box.append(h("div", { class: "tiles" }, rows.map((row) => {
        const measure = MEASURES[row.measure];
        return h("article", { class: "tile card" },
            h("h3", {}, measure.name),
            h("p", { class: "headline", title: measure.exact(row.value), "data-value": row.value }, measure.write(row.value)),
            spark(row.history),
            h("ul", { class: "deltas" },
                changeLine(row.value, row.month_before, measure.isShare, `on ${previous}`),
                changeLine(row.value, row.year_before, measure.isShare, `on ${monthShort(month).slice(0, 3)} ${year(month) - 1}`)),
            measure.isShare ? h("p", { class: "small" }, "of the month’s customers had bought in an earlier month") : null);
    })));
};

const TOPICS = {
    total: "In all", month: "Months", change: "Why revenue changed", forecast: "What is expected", target: "Targets",
    anomaly: "Out of the ordinary", cause: "Why customers decline", season: "Seasons", quarter: "Quarters",
    dimension: "What sells", concentration: "Concentration", campaign: "Campaigns", offer: "Offers and reorders", segment: "Segments",
    segment_rhythm: "Rhythm of buying", segment_step: "The next step", action_group: "Action groups",
    lifetime_value: "Lifetime value", score: "Scores", movement: "Movement",
};
// as many as style.css leaves to see
const TOLD_AT_FIRST = 1;
const opened = new Set();

DRAW.insights = (box) => {
    const rows = records("insights").filter((row) => !row.scheme || row.scheme === state.scheme);
    if (!rows.length) return box.append(empty("There is nothing to say yet."));
    const topics = [...new Set(rows.map((row) => row.topic))];
    box.append(h("div", { class: "topics" }, topics.map((topic) => {
        const told = rows.filter((row) => row.topic === topic);
        const more = told.length - TOLD_AT_FIRST;
        const list = h("ul", { class: opened.has(topic) ? "" : "short" }, told.map((row) =>
            h("li", { title: `from ${row.source_mart}`, "data-insight": row.insight_id }, row.sentence)));
        const button = more > 0 ? h("button", { type: "button", class: "quiet no-print", "aria-expanded": String(opened.has(topic)),
            onclick: () => {
                if (!opened.delete(topic)) opened.add(topic);
                list.classList.toggle("short");
                button.setAttribute("aria-expanded", String(opened.has(topic)));
                button.textContent = opened.has(topic) ? "Show less" : `Show ${more} more`;
            } }, opened.has(topic) ? "Show less" : `Show ${more} more`) : null;
        return h("section", {}, h("h4", {}, TOPICS[topic] || words(topic)), list, button);
    })));
};

// ---- sales

const MONTH_MEASURES = [
    ["revenue", "Revenue"], ["orders", "Orders"], ["customers", "Customers"], ["average_order_value", "Order value"],
];
let monthMeasure = "revenue";

DRAW.months = (box) => {
    const rows = records("months");
    if (!rows.length) return box.append(empty("There are no order lines, so there are no months."));
    const season = records("seasons").find((row) => row.period === "month_of_year") || {};
    const peak = season.verdict === "seasonal" ? season.peak_season : null;
    const isMoney = monthMeasure === "revenue" || monthMeasure === "average_order_value";
    const write = isMoney ? (v) => money(v) + UNIT : count;
    box.append(choice("Measure", MONTH_MEASURES, monthMeasure, (value) => { monthMeasure = value; redraw("months"); }));
    const verdict = sentenceOf("seasonality.month_of_year"), peaks = sentenceOf("peak_season.month_of_year");
    box.append(note([verdict, peaks].filter(Boolean).join(" ")));
    columnsOverTime(box, rows.map((row) => ({
        day: row.month, label: MONTHS[monthNumber(row.month) - 1].slice(0, 3), year: year(row.month),
        value: row[monthMeasure] || 0,
        kind: !row.is_complete_month ? "open" : monthNumber(row.month) === peak ? "peak" : null,
        note: row.is_complete_month && monthNumber(row.month) === peak ? short(row[monthMeasure]) : null,
        tip: `${monthName(row.month)}${row.is_complete_month ? "" : " (not complete)"}\n${write(row[monthMeasure])}`
            + (isNumber(row.year_on_year_growth) ? `\nRevenue ${signed(row.year_on_year_growth)} on the year before` : "")
            + (isNumber(row.seasonal_index) ? `\nSeasonal index ${decimal(2)(row.seasonal_index)}` : ""),
    })), { write: shortTick, label: `${words(monthMeasure)} by month` });
    const entries = [["var(--ink-blue)", "Month"]];
    if (peak) entries.push(["var(--ink-orange)", `Seasonal peak: ${MONTHS[peak - 1]}`]);
    if (rows.some((row) => !row.is_complete_month)) entries.push([null, "Month not complete: don’t compare", "open"]);
    box.append(legend(entries), figures(
        [{ name: "Month", write: monthShort }, { name: `Revenue${UNIT}`, write: money, number: true },
            { name: "Orders", write: count, number: true }, { name: "Customers", write: count, number: true },
            { name: `Order value${UNIT}`, write: money, number: true }, { name: "On the year before", write: signed, number: true },
            { name: "Complete", write: (v) => (v ? "yes" : "no") }],
        rows.map((r) => [r.month, r.revenue, r.orders, r.customers, r.average_order_value, r.year_on_year_growth, r.is_complete_month])));
};

DRAW.seasons = (box) => {
    const seasons = records("seasons");
    const index = new Map(records("months").filter((row) => isNumber(row.seasonal_index))
        .map((row) => [monthNumber(row.month), row.seasonal_index]));
    if (!index.size) return box.append(empty("Seasons need complete years of sales; there are not enough yet."));
    const season = seasons.find((row) => row.period === "month_of_year") || {};
    box.append(note("An average month is 1. ", season.reason ? `${words(season.verdict)}: ${season.reason}.` : ""));
    const rows = [...index].sort((a, b) => a[0] - b[0]);
    picture(box, 250, "Seasonal index by month of the year", (svg, width) => {
        const left = 40, bottom = 214;
        const y = heightScale(svg, { width, top: 14, bottom, left, high: Math.max(...index.values()), write: decimal(1), most: 4 });
        const step = (width - left) / 12;
        for (const [month, value] of rows) {
            const x = left + (month - 1) * step, top = Math.min(y(value), y(1));
            svg.append(mark(s("rect", {
                x: x + step * 0.14, width: step * 0.72, y: top, height: Math.max(Math.abs(y(value) - y(1)), 1), rx: 2,
                class: `column ${value >= 1 ? "peak" : ""}`,
            }), `${MONTHS[month - 1]}\n${decimal(2)(value)} of an average month`, value));
            svg.append(text(x + step / 2, bottom + 20, MONTHS[month - 1].slice(0, step < 30 ? 1 : 3), { class: "tick", "text-anchor": "middle" }));
        }
        svg.append(s("line", { x1: left, x2: width, y1: y(1), y2: y(1), class: "axis" }));
    });
    box.append(legend([["var(--ink-orange)", "above an average month"], ["var(--ink-blue)", "below"]]),
        figures([{ name: "Month", write: (m) => MONTHS[m - 1] }, { name: "Seasonal index", write: decimal(4), number: true }], rows));
    const week = sentenceOf("peak_season.day_of_week");
    if (week) box.append(note(week));
};

function drawDimension(dimension, name, sentence) {
    return (box) => {
        const rows = records("dimensions").filter((row) => row.dimension === dimension);
        if (!rows.length) return box.append(empty("There are no order lines to tell."));
        box.append(note(sentence(rows)));
        box.append(bars([name, `Revenue${UNIT}`, "Share", "Orders"], rows.map((row) => ({
            name: row.member_name === "unknown" ? "Unknown" : words(row.member_name), value: row.revenue,
            tip: `${words(row.member_name)}\n${money(row.revenue)}${UNIT}, ${percent(row.revenue_share)}\n`
                + `${plural(row.orders, "order", "orders")} of ${plural(row.customers, "customer", "customers")}\n`
                + `${money(row.average_order_value)}${UNIT} an order`,
            cells: [short(row.revenue), percent(row.revenue_share), count(row.orders)],
        }))));
    };
}

DRAW.product_line = drawDimension("product_line", "Product line", () => "Revenue by line of the products, and in how many orders.");
DRAW.country = drawDimension("country", "Country", (rows) => {
    const share = rows.reduce((sum, row) => sum + row.revenue_share, 0);
    return rows[0].members > rows.length
        ? `The ${rows.length} largest of ${rows[0].members}; together ${percent(share)} of the revenue.`
        : "All countries there are.";
});
DRAW.deal_size = drawDimension("deal_size", "Deal size", () => "By the size of line or order, as the bounds are set.");
DRAW.order_status = drawDimension("order_status", "Status", () =>
    "Everything that was ordered, also what doesn’t count as revenue, such as cancelled orders.");

// ---- segments

DRAW.segments = (box) => {
    const rows = segmentsOf(state.scheme);
    if (!rows.length) return box.append(empty("No segmentation has been assigned."));
    const most = Math.max(...rows.flatMap((row) => [row.customer_share, row.revenue_share || 0])) || 1;
    const bar = (value, kind, colour, tell) => h("div", { class: "pair" },
        mark(h("div", { class: `bar-of ${kind}`, style: { width: `${100 * Math.max(value, 0) / most}%`, ...(colour ? { background: colour } : {}) } }), tell, value),
        h("span", {}, percent(value)));
    box.append(legend([[null, "Share of customers", "hollow"], ["var(--rank-1)", "Share of revenue, in the segment’s colour"]]));
    box.append(scrolling(h("table", { class: "bars segments" },
        h("thead", {}, h("tr", {}, ["Segment", "Shares", "Customers", `Revenue${UNIT}`, "Orders per customer", `Order value${UNIT}`, "Bought again"].map((name, at) =>
            h("th", { scope: "col", class: at > 1 ? "number" : null }, name)))),
        h("tbody", {}, rows.map((row) => {
            const colour = segmentColour(row.scheme, row.segment);
            return h("tr", { "data-segment": row.segment },
                h("th", { scope: "row" }, swatch(colour), row.segment_name, h("span", { class: "small" }, row.description || "")),
                h("td", { class: "drawn" },
                    bar(row.customer_share, "hollow", null, `${row.segment_name}\n${percent(row.customer_share)} of the customers`),
                    bar(row.revenue_share, "", colour, `${row.segment_name}\n${percent(row.revenue_share)} of the revenue`)),
                [count(row.customers), short(row.revenue), decimal(1)(row.orders_per_customer), wholeMoney(row.average_order_value), percent(row.repeat_rate)]
                    .map((value) => h("td", { class: "number" }, value)));
        }))), "Segments"));
};

DRAW.heatmap = (box) => {
    const rows = records("heatmap");
    if (!rows.length) return box.append(empty("No customer has scores."));
    const values = rows.map((row) => row.mean_monetary).filter((value) => value > 0);
    const low = Math.log(Math.min(...values)), high = Math.log(Math.max(...values));
    const at = (value) => (value > 0 ? (high > low ? (Math.log(value) - low) / (high - low) : 1) : 0);
    const best = Math.max(...rows.flatMap((row) => [row.recency_score, row.frequency_score]), 3);
    const scores = Array.from({ length: best }, (_, n) => n + 1);
    box.append(note(`In each cell: mean monetary value of a customer${CURRENCY ? ` in ${CURRENCY}` : ""}, which is the colour, and under it how many customers.${leftOut()}`));
    box.append(h("div", { class: "heat-box" }, h("table", { class: "heat" },
        h("caption", { class: "unseen" }, "Mean monetary value by recency and frequency score"),
        h("colgroup", {}, h("col", { class: "scores" }), scores.map(() => h("col"))),
        h("tbody", {}, [...scores].reverse().map((recency) => h("tr", {},
            h("th", { scope: "row" }, h("span", { class: "unseen" }, "Recency score "), recency),
            scores.map((frequency) => {
                const row = rows.find((r) => r.recency_score === recency && r.frequency_score === frequency);
                if (!row) return h("td", { class: "none" }, h("span", { class: "unseen" }, "nobody"));
                const place = at(row.mean_monetary);
                return mark(h("td", {
                    class: place > 0.71 ? "strong" : null, "data-cell": `${recency}${frequency}`,
                    style: { background: between(["--heat-0", "--heat-1", "--heat-2"], place) },
                }, h("b", {}, short(row.mean_monetary)), h("small", {}, count(row.customers))),
                `Recency ${recency}, frequency ${frequency}\n${money(row.mean_monetary)}${UNIT} a customer\n${plural(row.customers, "customer", "customers")}`, row.mean_monetary);
            })))),
        h("tfoot", {}, h("tr", {}, h("td", {}), scores.map((n) => h("th", { scope: "col" }, n)))))),
    h("p", { class: "axes" }, h("span", {}, `↑ recency score (${best}: bought most recently)`), h("span", {}, `frequency score (${best}: buys most often) →`)),
    h("p", { class: "scale" }, h("span", {}, short(Math.min(...values))), h("i", {}), h("span", {}, short(Math.max(...values))), h("span", { class: "small" }, "logarithmic")));
};

DRAW.recency_frequency = (box) => {
    const rows = records("recency_frequency").filter((row) => row.scheme === state.scheme);
    if (!rows.length) return box.append(empty("No customer has scores."));
    const bins = new Map();
    for (const row of rows) {
        const key = `${row.recency_from} ${row.frequency_bin}`;
        if (!bins.has(key)) bins.set(key, { ...row, customers: 0, parts: [] });
        const bin = bins.get(key);
        bin.customers += row.customers;
        bin.frequency_from = Math.min(bin.frequency_from, row.frequency_from);
        bin.frequency_to = Math.max(bin.frequency_to, row.frequency_to);
        bin.parts.push(row);
    }
    const all = [...bins.values()];
    const days = Math.max(...all.map((bin) => bin.recency_to)) + 1;
    const top = Math.max(...all.map((bin) => bin.frequency_bin));
    const largest = Math.max(...all.map((bin) => bin.customers));
    const span = (from, to, unit) => `${from === to ? count(from) : `${count(from)} to ${count(to)}`} ${unit}`;
    box.append(note(`Customers gathered in bins of ${rows[0].recency_to - rows[0].recency_from + 1} days; `
        + "the area is how many, the colour the segment that most of them are in." + leftOut()));
    picture(box, 400, "Customers by days since the last order and number of orders", (svg, width) => {
        const left = 44, right = width - 10, head = 12, bottom = 350;
        const x = (day) => left + (right - left) * day / days;
        const y = (bin) => bottom - 10 - (bottom - head - 24) * (bin - 1) / Math.max(top - 1, 1);
        const reach = 0.85 * Math.min((right - left) / 30, (bottom - head - 24) / Math.max(top - 1, 1));
        for (const day of ticks(0, days, width < 420 ? 3 : 6).filter((n) => n <= days)) {
            svg.append(s("line", { x1: x(day), x2: x(day), y1: head, y2: bottom, class: "line" }),
                text(x(day), bottom + 18, count(day), { class: "tick", "text-anchor": "middle" }));
        }
        // the bins 8, 12, 16 end at 8, 16, 32 orders: see recency_frequency.sql
        for (const bin of [1, 2, 4, 6, ...Array.from({ length: 16 }, (_, n) => 8 + 4 * n)].filter((n) => n <= top)) {
            svg.append(s("line", { x1: left, x2: right, y1: y(bin), y2: y(bin), class: "line" }),
                text(left - 8, y(bin) + 4, count(bin <= 8 ? bin : 8 * 2 ** ((bin - 8) / 4)), { class: "tick", "text-anchor": "end" }));
        }
        svg.append(s("line", { x1: left, x2: right, y1: bottom, y2: bottom, class: "axis" }),
            text(right, bottom + 38, "days since the last order →", { class: "tick strong", "text-anchor": "end" }),
            text(0, bottom + 38, "↑ orders", { class: "tick strong" }));
        for (const bin of all.sort((a, b) => b.customers - a.customers)) {
            svg.append(mark(s("circle", {
                cx: x((bin.recency_from + bin.recency_to + 1) / 2), cy: y(bin.frequency_bin),
                r: Math.max(reach * Math.sqrt(bin.customers / largest), 2), class: "bubble",
                style: { fill: segmentColour(state.scheme, bin.parts[0].segment) },
            }), `${span(bin.recency_from, bin.recency_to, "days")}, ${span(bin.frequency_from, bin.frequency_to, "orders")}\n`
                + `${plural(bin.customers, "customer", "customers")}\n`
                + bin.parts.map((p) => `${segmentName(state.scheme, p.segment)} ${count(p.customers)}`).join(", "), bin.customers));
        }
    });
    box.append(segmentLegend(state.scheme));
};

const segmentLegend = (scheme) =>
    legend(segmentsOf(scheme).map((row) => [segmentColour(scheme, row.segment), row.segment_name]));

DRAW.concentration = (box) => {
    const rows = records("concentration");
    const last = rows[rows.length - 1];
    if (!last || !isNumber(last.gini)) return box.append(empty("Concentration needs customers with revenue."));
    const told = records("insights").filter((row) => row.topic === "concentration").map((row) => row.sentence);
    const chart = h("div", {});
    const list = h("div", {}, h("p", { class: "lead" }, `Gini coefficient ${decimal(2)(last.gini)}`),
        h("ul", { class: "facts" }, told.map((sentence) => h("li", {}, sentence))));
    box.append(h("div", { class: "two" }, chart, list));
    picture(chart, 330, `Lorenz curve, Gini coefficient ${decimal(2)(last.gini)}`, (svg, width) => {
        const left = 48, bottom = 284, right = Math.min(width - 16, left + 480), top = 12;
        const y = heightScale(svg, { width: right, top, bottom, left, high: 1, write: wholePercent, most: 4 });
        const x = (n) => left + (right - left) * n / 100;
        for (const n of [0, 25, 50, 75, 100]) svg.append(text(x(n), bottom + 18, `${n}${THIN}%`, { class: "tick", "text-anchor": "middle" }));
        const points = rows.map((row) => `${x(row.percentile).toFixed(1)},${y(row.lorenz_revenue_share).toFixed(1)}`);
        svg.append(
            s("path", { d: `M${points.join(" L")} Z`, class: "lorenz-area" }),
            s("line", { x1: x(0), y1: y(0), x2: x(100), y2: y(1), class: "equal" }),
            s("polyline", { points: points.join(" "), class: "lorenz" }),
            text(x(48), y(0.56), "all customers equal", { class: "tick", "text-anchor": "end" }),
            text(right, bottom + 38, "customers, the smallest first →", { class: "tick strong", "text-anchor": "end" }),
            text(0, bottom + 38, "↑ revenue", { class: "tick strong" }),
        );
        for (const row of rows.filter((r) => r.percentile % 5 === 0)) {
            svg.append(mark(s("circle", { cx: x(row.percentile), cy: y(row.lorenz_revenue_share), r: 3, class: "lorenz-dot" }),
                `The smallest ${row.percentile}${THIN}% of the customers\nbring ${percent(row.lorenz_revenue_share)} of the revenue\n`
                + `The largest ${row.percentile}${THIN}% bring ${percent(row.cumulative_revenue_share)}`, row.lorenz_revenue_share));
        }
    });
    chart.append(figures([{ name: "Largest customers", write: (n) => `${n}${THIN}%` }, { name: "Customers", write: count, number: true },
        { name: "bring of the revenue", write: percent, number: true }, { name: "as many of the smallest bring", write: percent, number: true }],
    rows.filter((r) => r.percentile % 5 === 0).map((r) => [r.percentile, r.customers, r.cumulative_revenue_share, r.lorenz_revenue_share])));
};

// ---- movement

DRAW.segment_mix = (box) => {
    const rows = records("segment_mix").filter((row) => row.scheme === state.scheme);
    if (!rows.length) return box.append(empty("There is no history of this segmentation yet."));
    const days = [...new Set(rows.map((row) => row.as_of_date))];
    const order = segmentsOf(state.scheme).map((row) => row.segment);
    const known = [...order, ...new Set(rows.map((row) => row.segment).filter((segment) => !order.includes(segment)))];
    box.append(note(`Customers by segment at the end of each month, ${monthName(days[0])} to ${monthName(days[days.length - 1])}; the best segment at the bottom.${leftOut()}`));
    picture(box, 340, "Share of customers by segment at each month end", (svg, width) => {
        const left = 48, top = 12, bottom = 292;
        const y = heightScale(svg, { width, top, bottom, left, high: 1, write: wholePercent, most: 4 });
        const step = (width - left) / days.length;
        days.forEach((day, at) => {
            const here = new Map(rows.filter((row) => row.as_of_date === day).map((row) => [row.segment, row]));
            const all = [...here.values()].reduce((sum, row) => sum + row.customers, 0);
            let below = 0;
            for (const segment of known) {
                const row = here.get(segment);
                if (!row) continue;
                const from = y(below / all);
                below += row.customers;
                svg.append(mark(s("rect", {
                    x: left + at * step + 0.75, width: Math.max(step - 1.5, 1), y: y(below / all), height: Math.max(from - y(below / all), 0),
                    style: { fill: segmentColour(state.scheme, segment) }, "data-day": day, "data-segment": segment,
                }), `${segmentName(state.scheme, segment)}, ${date(day)}\n${plural(row.customers, "customer", "customers")} of ${count(all)}, ${percent(row.customers / all)}`, row.customers));
            }
            if (!at || year(days[at - 1]) !== year(day)) svg.append(text(left + at * step + 2, bottom + 34, year(day), { class: "tick strong" }));
            if (at % Math.ceil(40 / step) === 0) svg.append(text(left + (at + 0.5) * step, bottom + 17, monthShort(day).slice(0, 3), { class: "tick", "text-anchor": "middle" }));
        });
    });
    box.append(segmentLegend(state.scheme), figures(
        [{ name: "Month end", write: date }, ...known.map((segment) => ({ name: segmentName(state.scheme, segment), write: count, number: true }))],
        days.map((day) => [day, ...known.map((segment) => (rows.find((r) => r.as_of_date === day && r.segment === segment) || { customers: 0 }).customers)])));
};

let migrationMonth = null;

DRAW.migrations = (box) => {
    const all = records("migrations").filter((row) => row.scheme === state.scheme);
    if (!all.length) return box.append(empty("Movement needs two months of history."));
    const months = [...new Set(all.map((row) => row.month))].sort().reverse();
    const month = months.includes(migrationMonth) ? migrationMonth : months[0];
    const rows = all.filter((row) => row.month === month);
    const rank = new Map(segmentsOf(state.scheme).map((row) => [row.segment, row.segment_rank]));
    const states = { "(new)": "New", "(lapsed)": "Lapsed" };
    const name = (id) => states[id] || segmentName(state.scheme, id);
    const kind = (row) => {
        const before = rank.get(row.from_segment), after = rank.get(row.to_segment);
        if (row.is_new) return "in";
        if (row.is_lapsed) return "down";
        return row.from_segment === row.to_segment || before === after ? "same" : after < before ? "up" : "down";
    };
    const sum = (wanted) => rows.filter((row) => kind(row) === wanted).reduce((total, row) => total + row.customers, 0);
    const nodes = (list, extra) => [...segmentsOf(state.scheme).map((row) => row.segment), extra]
        .filter((id) => list.includes(id))
        .map((id) => ({ id, name: name(id), colour: segmentColour(state.scheme, id) }));
    const select = h("select", { onchange: (event) => { migrationMonth = event.target.value; redraw("migrations"); document.querySelector("#migration-month").focus(); }, id: "migration-month" },
        months.map((m) => h("option", { value: m, selected: m === month }, monthName(m))));
    box.append(h("label", { class: "inline no-print" }, "Month ", select));
    const stability = records("stability").find((row) => row.scheme === state.scheme && row.month === month);
    const moved = stability && isNumber(stability.moved_share) ? `${percent(stability.moved_share)} of those known before changed their segment.` : "";
    // what is left out can't be counted here
    box.append(note(leftOut() ? `${monthName(month)}${moved ? `: ${moved}` : "."}${leftOut()}`
        : `${monthName(month)}: ${plural(sum("up"), "customer", "customers")} rose, ${count(sum("down"))} fell, ${count(sum("in"))} came new${moved ? `; ${moved}` : "."}`));
    streams(box, {
        before: nodes(rows.map((row) => row.from_segment), "(new)"), after: nodes(rows.map((row) => row.to_segment), "(lapsed)"),
        flows: rows.map((row) => ({
            from: row.from_segment, to: row.to_segment, value: row.customers, kind: kind(row),
            tip: `${name(row.from_segment)} → ${name(row.to_segment)}\n`
                + `${plural(row.customers, "customer", "customers")}\n${money(row.revenue)}${UNIT} of revenue`,
        })),
        heads: ["at its start", "at its end"], label: `Customers by segment before and after ${monthName(month)}`,
    });
    box.append(legend([["var(--ink-blue)", "rose"], ["var(--ink-orange)", "fell"], ["var(--quiet)", "stayed"], ["var(--ink-green)", "new"]]),
        figures([{ name: "From" }, { name: "To" }, { name: "Customers", write: count, number: true }, { name: `Revenue${UNIT}`, write: money, number: true }],
            rows.map((row) => [name(row.from_segment), name(row.to_segment), row.customers, row.revenue])));
};

DRAW.cohorts = (box) => {
    const rows = records("cohorts");
    if (!rows.length) return box.append(empty("There are no cohorts yet."));
    const cohorts = [...new Set(rows.map((row) => row.cohort_month))];
    const months = Math.max(...rows.map((row) => row.months_since));
    const cells = new Map(rows.map((row) => [`${row.cohort_month} ${row.months_since}`, row]));
    const most = Math.max(...rows.filter((row) => row.months_since).map((row) => row.retention), 0.01);
    box.append(note("Share of each month’s new customers, in percent, who bought again so many months later. Months that are not over are empty." + leftOut()));
    const head = h("tr", {}, h("th", { scope: "col" }, "First order"), h("th", { scope: "col", class: "number" }, "Customers"),
        Array.from({ length: months + 1 }, (_, n) => h("th", { scope: "col", class: "number" }, n)));
    box.append(scrolling(h("table", { class: "cohorts" }, h("thead", {}, head), h("tbody", {}, cohorts.map((cohort) => {
        const size = cells.get(`${cohort} 0`) || rows.find((row) => row.cohort_month === cohort);
        return h("tr", {}, h("th", { scope: "row" }, monthShort(cohort)), h("td", { class: "number" }, count(size.cohort_customers)),
            Array.from({ length: months + 1 }, (_, n) => {
                const row = cells.get(`${cohort} ${n}`);
                if (!row) return h("td", {});
                const at = n ? row.retention / most : null;
                return mark(h("td", {
                    class: at === null ? "own" : at > 0.71 ? "strong" : "", "data-cell": `${cohort} ${n}`,
                    style: at === null ? {} : { background: between(["--heat-0", "--heat-1", "--heat-2"], at) },
                }, FIXED[0].format(100 * row.retention)),
                `Customers of ${monthName(cohort)}\n${n} months later: ${count(row.customers)} of ${count(row.cohort_customers)} bought, ${percent(row.retention)}`, row.retention);
            }));
    }))), "Retention by cohort"));
};

// ---- campaigns

let campaign = "";

DRAW.campaigns = (box) => {
    const all = records("campaigns");
    if (!all.length) return box.append(empty("No campaigns have been given."));
    const totals = all.filter((row) => row.scheme === "all");
    const rows = campaign ? all.filter((row) => row.campaign_id === campaign && row.scheme === state.scheme) : totals;
    const select = h("select", { id: "campaign", onchange: (event) => { campaign = event.target.value; redraw("campaigns"); document.querySelector("#campaign").focus(); } },
        h("option", { value: "" }, "All campaigns, everybody addressed"),
        totals.map((row) => h("option", { value: row.campaign_id, selected: row.campaign_id === campaign }, `${row.campaign_name || row.campaign_id}, by segment`)));
    box.append(h("label", { class: "inline no-print" }, "Show ", select));
    box.append(note(`Additional revenue a head${CURRENCY ? ` in ${CURRENCY}` : ""} against the control group, with its 95${THIN}% interval. Where the interval contains 0, chance may have made it.`));
    const rank = new Map(segmentsOf(state.scheme).map((row, at) => [row.segment, at]));
    if (campaign) rows.sort((a, b) => (rank.get(a.segment) ?? 99) - (rank.get(b.segment) ?? 99));
    const ends = rows.flatMap((row) => [row.absolute_lift_low, row.absolute_lift_high, row.absolute_lift]).filter(isNumber);
    const marks = ticks(Math.min(...ends, 0), Math.max(...ends, 0), 4);
    const low = marks[0], high = marks[marks.length - 1];
    const x = (value) => 6 + 268 * (value - low) / (high - low || 1);
    const scale = h("th", { scope: "col", class: "drawn" }, h("span", { class: "unseen" }, "Interval"),
        s("svg", { viewBox: "0 0 280 16", class: "interval", "aria-hidden": "true" }, marks.map((n) =>
            text(x(n), 12, shortTick(n), { class: "tick", "text-anchor": n === low ? "start" : n === high ? "end" : "middle" }))));
    const body = rows.map((row) => {
        const name = campaign ? segmentName(state.scheme, row.segment) : row.campaign_name || row.campaign_id;
        const has = isNumber(row.absolute_lift_low) && isNumber(row.absolute_lift_high);
        const kind = { worked: "good", hurt: "bad" }[row.verdict] || "open";
        const drawing = s("svg", { viewBox: "0 0 280 26", class: "interval", "aria-hidden": "true" },
            marks.map((n) => s("line", { x1: x(n), x2: x(n), y1: 0, y2: 26, class: n === 0 ? "axis" : "line" })),
            has ? s("line", { x1: x(row.absolute_lift_low), x2: x(row.absolute_lift_high), y1: 13, y2: 13, class: `whisker ${kind}` }) : null,
            isNumber(row.absolute_lift) ? s("circle", { cx: x(row.absolute_lift), cy: 13, r: 5, class: `estimate ${kind}` }) : null);
        return h("tr", { "data-campaign": row.campaign_id, "data-segment": row.segment },
            h("th", { scope: "row" }, name, h("span", { class: "small" }, campaign ? "" : `${date(row.starts_on)} to ${date(row.ends_on)}`)),
            h("td", { class: "drawn" }, mark(drawing, `${name}\n${row.verdict_reason || row.verdict}`, row.absolute_lift)),
            h("td", { class: "number" }, isNumber(row.absolute_lift) ? (row.absolute_lift > 0 ? "+" : "") + short(row.absolute_lift) : "–",
                has ? h("span", { class: "small" }, `${short(row.absolute_lift_low)} to ${short(row.absolute_lift_high)}`) : null),
            h("td", {}, h("span", { class: `pill ${kind}` }, words(row.verdict))),
            h("td", { class: "number" }, `${count(row.treated_customers)} / ${count(row.control_customers)}`),
            h("td", { class: "number" }, short(row.incremental_revenue)),
            h("td", { class: "number" }, short(row.cost)),
            h("td", { class: "number" }, isNumber(row.return_on_investment) ? decimal(1)(row.return_on_investment) : "–"));
    });
    box.append(scrolling(h("table", { class: "campaigns" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, campaign ? "Segment" : "Campaign"), scale,
        [["Lift a head", 1], ["Verdict", 0], ["Addressed / held out", 1], [`Additional revenue${UNIT}`, 1], [`Cost${UNIT}`, 1], ["Net return on 1 spent", 1]].map(([name, number]) =>
            h("th", { scope: "col", class: number ? "number" : null }, name)))), h("tbody", {}, body)), "Campaigns"));
};

// ---- lifetime value

DRAW.lifetime_values = (box) => {
    const rows = records("lifetime_values").filter((row) => row.scheme === state.scheme && row.customers);
    const purchases = purchaseModel();
    const unfit = records("lifetime_value_model").filter((row) => (row.model === "gamma_gamma") === Boolean(purchases)).map((row) => row.reason_not_fitted).find(Boolean);
    if (!rows.length) return box.append(empty(unfit ? `Not fitted: ${unfit}.` : "Lifetime values have not been computed for these orders."));
    const order = segmentsOf(state.scheme).map((row) => row.segment);
    rows.sort((a, b) => order.indexOf(a.segment) - order.indexOf(b.segment));
    const inAll = forecastError("all", "all");
    box.append(note(`Expected within ${count(rows[0].horizon_days)} days, of all customers of the segment.`
        + (isNumber(inAll) ? ` Tested on the past, such a forecast was ${signed(inAll)} off over all customers.` : " How far off such a forecast is has not been tested.")
        + (purchases === "nbd" ? " Nobody can be told to have left: too few long silences." : purchases === "bg_nbd" ? " Who bought once counts as still there: leaving shows only after a repeat purchase." : "")));
    const leaves = purchases !== "nbd";
    const off = (segment) => (state.scheme === "rfm" ? forecastError("segment", segment) : null);
    const tested = rows.some((row) => isNumber(off(row.segment)));
    box.append(bars(["Segment", `Value${UNIT}`, ...(tested ? ["Tested error"] : []), ...(leaves ? ["Still customers"] : []), "Orders"], rows.map((row) => ({
        name: segmentName(state.scheme, row.segment), value: row.lifetime_value, colour: segmentColour(state.scheme, row.segment),
        tip: `${segmentName(state.scheme, row.segment)}\n${money(row.lifetime_value)}${UNIT} within ${count(row.horizon_days)} days${isNumber(row.lifetime_value_low) ? `, 90 % interval ${money(row.lifetime_value_low)} to ${money(row.lifetime_value_high)}` : ""}\n${plural(row.customers, "customer", "customers")}${leaves ? `, ${percent(row.probability_alive)} likely to be active` : ""}`,
        cells: [short(row.lifetime_value), ...(tested ? [signed(off(row.segment))] : []), ...(leaves ? [percent(row.probability_alive)] : []), short(row.expected_orders)],
    }))));
};

/** The model of purchases that lifetime values come from; undefined if none could be fitted. */
function purchaseModel() {
    return records("lifetime_value_model").find((row) => row.is_chosen && row.model !== "gamma_gamma")?.model;
}

/** How much too high a forecast of revenue was for a group in the backtest; undefined if unknown. */
function forecastError(kind, name) {
    return records("lifetime_value_backtest").find((row) => row.group_kind === kind && row.group_name === name)?.predicted_error;
}

DRAW.lifetime_value_backtest = (box) => {
    const rows = records("lifetime_value_backtest");
    const all = rows.find((row) => row.group_kind === "all");
    if (!all || !isNumber(all.predicted_revenue)) return box.append(empty(all && all.reason ? `Not tested: ${all.reason}.` : "There is no backtest for these orders."));
    const name = (row) => (row.group_kind === "all" ? "All customers" : row.group_kind === "segment" ? segmentName("rfm", row.group_name)
        : row.group_name === "0" ? "No repeat purchase" : row.group_name === "1" ? "1 repeat purchase" : `${row.group_name.replace("-", " to ")} repeat purchases`);
    const rank = new Map(segmentsOf("rfm").map((row, at) => [row.segment, at]));
    rows.sort((a, b) => (a.group_kind === "segment" && b.group_kind === "segment" ? (rank.get(a.group_name) ?? 99) - (rank.get(b.group_name) ?? 99) : 0));
    box.append(note(`Predicted from the orders up to ${date(all.calibration_ends_on)} alone, against the ${count(all.holdout_days)} days that followed. `
        + "The error is predicted over actual, less 1; the miss is the mean distance of a customer, beside that of repeating the year before."));
    const ends = Math.max(...rows.map((row) => Math.abs(row.predicted_error ?? 0)), 0.1);
    const heads = [["Customers"], ["Error of revenue", 2], ["Predicted", 1], ["Actual", 1], ["Miss a head", 1], ["If repeated", 1]];
    box.append(scrolling(h("table", { class: "bars backtest" },
        h("thead", {}, h("tr", {}, heads.map(([head, kind]) => h("th", { scope: "col", class: kind === 1 ? "number" : null }, head)))),
        h("tbody", {}, rows.map((row, at) => h("tr", { class: at && rows[at - 1].group_kind !== row.group_kind ? "first-of-kind" : null },
            h("th", { scope: "row" }, name(row), h("span", { class: "small" }, plural(row.customers, "customer", "customers"))),
            h("td", { class: "error" }, errorBar(row, ends, name(row)), h("span", {}, signed(row.predicted_error))),
            [row.predicted_revenue, row.actual_revenue, row.predicted_miss_per_customer, row.repeated_miss_per_customer]
                .map((value) => h("td", { class: "number" }, short(value))))))), "Backtest"));
};

/** To the right what was predicted too high, to the left what was predicted too low. */
function errorBar(row, ends, name) {
    const size = Math.min(Math.abs(row.predicted_error ?? 0) / ends, 1) * 40;
    return s("svg", { viewBox: "0 0 84 18", class: "error-bar", "aria-hidden": "true" },
        s("line", { x1: 42, x2: 42, y1: 0, y2: 18, class: "axis" }),
        isNumber(row.predicted_error) ? mark(s("rect", { x: row.predicted_error < 0 ? 42 - size : 42, y: 4, width: Math.max(size, 0.5), height: 10, class: "column" }),
            `${name}\n${money(row.predicted_revenue)}${UNIT} predicted, ${money(row.actual_revenue)}${UNIT} came\n`
            + `${decimal(0)(row.predicted_orders)} orders predicted, ${count(row.actual_orders)} came`, row.predicted_error) : null);
}

// ---- action plan

DRAW.actions = (box) => {
    const all = records("actions").filter((row) => row.scheme === state.scheme);
    if (!all.length) return box.append(empty("There is no playbook for this segmentation."));
    box.append(h("div", { class: "plan" }, segmentsOf(state.scheme).map((segment) => {
        const rows = all.filter((row) => row.segment === segment.segment);
        if (!rows.length) return null;
        const gain = rows.reduce((sum, row) => sum + row.expected_gain, 0), worth = rows.reduce((sum, row) => sum + row.customers_to_act_on, 0);
        return h("article", { class: "card", "data-segment": segment.segment, style: { "--own": segmentColour(state.scheme, segment.segment) } },
            h("h3", {}, segment.segment_name, segment.action_group ? h("span", { class: "pill" }, segment.action_group) : null),
            h("p", { class: "note" }, segment.description || ""),
            h("p", { class: "stake" }, h("b", {}, count(rows[0].customers)), " customers, ", h("b", { title: money(gain) + UNIT }, short(gain) + UNIT), ` to gain from acting on ${count(worth)} of them`),
            h("ol", {}, rows.map((row) => h("li", {}, h("b", {}, row.action),
                h("span", { class: "small" }, [row.owner, row.channel, row.goal && `goal: ${row.goal}`, row.review_on && `review by ${date(row.review_on)}`].filter(Boolean).join(" · "))))),
            h("button", { type: "button", class: "quiet no-print", onclick: () => showSegment(segment.segment) }, "Show these customers"));
    })));
};

// ---- data quality

DRAW.quality = (box) => {
    const run = records("run")[0] || {};
    const reasons = records("rejections"), checks = records("checks");
    const tests = checks.filter((row) => row.check_kind === "test");
    const total = (rows, wanted) => rows.filter((row) => wanted(row.status)).reduce((sum, row) => sum + row.checks, 0);
    const rejected = reasons.reduce((sum, row) => sum + row.order_lines, 0);
    const share = isNumber(run.lines_read) && run.lines_read ? run.lines_accepted / run.lines_read : null;
    box.append(
        h("article", { class: "half" }, h("h3", {}, "Order lines"),
            h("p", { class: "headline" }, share === null ? "–" : percent(share), h("span", { class: "small" }, "could be used")),
            note(`${count(run.lines_read)} read, ${count(run.lines_accepted)} accepted, ${count(run.lines_rejected)} rejected. Nothing is dropped silently: each rejected line is kept with its reason.`),
            rejected ? bars(["Reason", "Lines", `Amount${UNIT}`], reasons.map((row) => ({
                name: words(row.reason), value: row.order_lines, tip: `${words(row.reason)}\n${plural(row.order_lines, "line", "lines")}`,
                cells: [count(row.order_lines), isNumber(row.amount) ? short(row.amount) : "unreadable"],
            }))) : empty("No line was rejected.")),
        h("article", { class: "half" }, h("h3", {}, "Checks of the build"),
            h("p", { class: "headline" }, isNumber(run.tests_passed) ? `${count(run.tests_passed)} of ${count(run.tests_run)}` : "–", h("span", { class: "small" }, "tests passed")),
            note(`${count(run.tests_warned)} warned, ${count(run.tests_failed)} failed. `
                + (checks.length > tests.length ? `Of ${total(checks.filter((r) => r.check_kind !== "test"), () => true)} checks of the input, ${total(checks.filter((r) => r.check_kind !== "test"), (st) => st !== "passed")} found lines to reject.` : "")),
            h("dl", { class: "run" }, [["Release", VIEWS.release_id], ["Run", run.run_id === VIEWS.release_id ? null : run.run_id], ["Built", run.started_at && `${date(run.started_at)}, ${run.started_at.slice(11, 16)} UTC`],
                ["Measured at", date(run.as_of_date)], ["Result", run.status && words(run.status)],
                ["Engine", [run.engine, run.engine_version].filter(Boolean).join(" ")], ["dbt, project", [run.dbt_version, run.project_version].filter(Boolean).join(", ")]]
                .filter((pair) => pair[1]).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
            note(VIEWS.is_personal ? "This page holds names and e-mail addresses: share it accordingly."
                : `Names and e-mail addresses are left out (${run.personal_data && run.personal_data !== "keep" ? `segmentation_personal_data is ${run.personal_data}` : "segmentation_publish_personal_data is false"}).`),
            leftOut() ? note(leftOut().trim()) : null));
};
