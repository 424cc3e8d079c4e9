// ---- the list of customers: search, filters, one customer in detail, the target list as CSV

const PAGE_OF_LIST = 25;
const PERSONAL = ["customer_name", "email", "account_manager"];
let people = [];
let filter = { search: "", segment: "", country: "" };
let order = { by: "priority", up: true };
let shown = PAGE_OF_LIST;

/** Unpack what the page carries of customers; each text is there once, see scripts/dashboard_page. */
function unpack() {
    const { texts, tables } = JSON.parse(document.getElementById("customers-data").textContent);
    const rowsOf = ({ columns, text_columns: textual, rows }) => rows.map((row) => Object.fromEntries(columns.map((name, at) =>
        [name, row[at] !== null && textual.includes(name) ? texts[row[at]] : row[at]])));
    people = rowsOf(tables.customers);
    for (const person of people) {
        Object.assign(person, { segments: {}, offers: [], reorders: [], expected: null });
        person.found_by = [person.customer_id, ...PERSONAL.map((name) => person[name])].filter(Boolean).join(" ").toLowerCase();
    }
    for (const [name, packed] of Object.entries(tables)) {
        const [kind, ...of] = name.split(" ");
        if (kind === "customers") continue;
        for (const row of rowsOf(packed)) {
            const person = people[row.at];
            if (kind === "segments") person.segments[of.join(" ")] = row;
            else if (kind === "expected") person.expected = row;
            else person[kind].push(row);
        }
    }
}

const here = (person) => person.segments[state.scheme];
const isWorthActing = (row) => row.decision === "invest" || row.decision === "automate";
/** What acting gains, where the decision is to act: who is left alone for now gains nothing by it. */
const gainOf = (row) => (isWorthActing(row) ? row.expected_gain : null);
const priority = (row) => (row.priorities ? Math.min(...row.priorities) : Infinity);

const COLUMNS = [
    { id: "customer_id", name: "Customer", of: (p) => p.customer_id },
    { id: "segment", name: "Segment", of: (p) => segmentsOf(state.scheme).findIndex((row) => row.segment === here(p).segment) },
    { id: "country", name: "Country", of: (p) => p.country || "" },
    { id: "revenue", name: `Revenue${UNIT}`, number: true, of: (p) => p.revenue },
    { id: "orders", name: "Orders", number: true, of: (p) => p.orders },
    { id: "last_ordered_on", name: "Last order", number: true, of: (p) => p.last_ordered_on || "" },
    { id: "gain", name: `Worth acting*${UNIT}`, number: true, of: (p) => gainOf(here(p)) ?? -Infinity },
    { id: "priority", name: "What to do first", of: (p) => priority(here(p)) },
];

function filtered() {
    const wanted = filter.search.trim().toLowerCase();
    const found = people.filter((person) => here(person)
        && (!filter.segment || here(person).segment === filter.segment)
        && (!filter.country || (person.country || "unknown") === filter.country)
        && (!wanted || person.found_by.includes(wanted)));
    const { of } = COLUMNS.find((column) => column.id === order.by);
    const sign = order.up ? 1 : -1;
    // equal ones stay in the order of expected gain, in which the page holds them
    return found.sort((a, b) => (of(a) < of(b) ? -sign : of(a) > of(b) ? sign : 0));
}

const actionsOf = (scheme, segment) => records("actions").filter((row) => row.scheme === scheme && row.segment === segment);

function drawList() {
    const found = filtered();
    const actions = new Map(segmentsOf(state.scheme).map((row) => [row.segment, actionsOf(state.scheme, row.segment)]));
    const lines = found.reduce((sum, person) => sum + (actions.get(here(person).segment) || []).length, 0);
    const left = VIEWS.customers_in_all - people.length;
    document.getElementById("found").replaceChildren(
        h("b", {}, plural(found.length, "customer", "customers")),
        `, ${plural(lines, "line", "lines")} in the target list: one for each action.`,
        left > 0 ? h("span", { class: "small" }, `This page holds the ${count(people.length)} customers with the most to gain, of ${count(VIEWS.customers_in_all)}; everything above counts all of them.`) : "");
    document.getElementById("list").replaceChildren(
        h("thead", {}, h("tr", {}, COLUMNS.map((column) => h("th", {
            scope: "col", class: column.number ? "number" : null,
            "aria-sort": order.by === column.id ? (order.up ? "ascending" : "descending") : null,
        }, h("button", { type: "button", class: "sort", onclick: () => sortBy(column) }, column.name,
            h("span", { "aria-hidden": "true" }, order.by === column.id ? (order.up ? " ↑" : " ↓") : "")))))),
        h("tbody", {}, found.slice(0, shown).map((person) => {
            const row = here(person), first = (actions.get(row.segment) || [])[isWorthActing(row) ? row.best : 0];
            return h("tr", { "data-customer": person.customer_id },
                h("th", { scope: "row" }, h("button", { type: "button", class: "link", onclick: () => showCustomer(person) }, person.customer_id),
                    person.customer_name ? h("span", { class: "small" }, person.customer_name) : null),
                h("td", {}, swatch(segmentColour(state.scheme, row.segment)), segmentName(state.scheme, row.segment)),
                h("td", {}, person.country || "unknown"),
                h("td", { class: "number" }, money(person.revenue)),
                h("td", { class: "number" }, count(person.orders)),
                h("td", { class: "number" }, date(person.last_ordered_on)),
                h("td", { class: "number" }, wholeMoney(gainOf(row))),
                h("td", { class: "long" }, first ? first.action : "–"));
        })));
    if (!found.length) document.querySelector("#list tbody").append(h("tr", {}, h("td", { colspan: COLUMNS.length, class: "empty" }, "No customer fits: clear a filter.")));
    const more = document.getElementById("more");
    more.hidden = found.length <= shown;
    more.textContent = `Show ${count(Math.min(shown, found.length - shown))} more of ${count(found.length - shown)}`;
    document.getElementById("download").disabled = !lines;
}

function sortBy(column) {
    order = order.by === column.id ? { by: column.id, up: !order.up } : { by: column.id, up: !column.number };
    shown = PAGE_OF_LIST;
    drawList();
    document.querySelectorAll("#list .sort")[COLUMNS.indexOf(column)].focus();
}

/** Offer what there is to choose from; keep what was chosen if it is still there. */
function drawFilters() {
    const segments = segmentsOf(state.scheme);
    const countries = [...new Set(people.map((person) => person.country || "unknown"))].sort((a, b) => a.localeCompare(b));
    if (!segments.some((row) => row.segment === filter.segment)) filter.segment = "";
    const fill = (id, all, options, chosen) => document.getElementById(id).replaceChildren(
        h("option", { value: "" }, all), ...options.map(([value, name]) => h("option", { value, selected: value === chosen }, name)));
    fill("segment", "All segments", segments.map((row) => [row.segment, row.segment_name]), filter.segment);
    fill("country", "All countries", countries.map((name) => [name, name]), filter.country);
    document.getElementById("search").placeholder = VIEWS.is_personal ? "Id, name, e-mail, account manager" : "Customer id";
}

function applyFilter(changes) {
    filter = { ...filter, ...changes };
    shown = PAGE_OF_LIST;
    drawList();
}

function showSegment(segment) {
    document.getElementById("filters").reset();
    filter = { search: "", segment, country: "" };
    order = { by: "priority", up: true };
    shown = PAGE_OF_LIST;
    drawFilters();
    drawList();
    document.getElementById("customers").scrollIntoView();
    document.getElementById("segment").focus({ preventScroll: true });
}

// ---- the target list

/** What a spreadsheet would run as a formula, in a cell or behind what may end one, gets an apostrophe; as in `make targets`. */
const guarded = (value) => (typeof value === "string"
    ? value.replace(/(^|[,;\t\r\n])( *[=+\-@])|^(?=[\t\r\n])/g, (_, end = "", formula = "") => `${end}'${formula}`) : value);

function csvCell(value) {
    const text = value === null || value === undefined ? "" : String(guarded(value));
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The day of the review of an action, by its place in the playbook; what is done has one of its own, or none. */
const reviewOf = (row, action, at) => (row.reviews ? row.reviews[at] : action.review_on);

/** The columns of `make targets`, without names and addresses unless they are published. */
function targetList() {
    const columns = ["priority", "customer_id", ...(VIEWS.is_personal ? PERSONAL : []), "country", "segment_name", "action", "channel",
        "owner", "goal", "decision", "expected_gain", "expected_gain_reason", "cause", "review_on", "reason", "better_segment",
        "gap_to_better_segment"];
    const playbook = new Map(segmentsOf(state.scheme).map((row) => [row.segment, actionsOf(state.scheme, row.segment)]));
    const rows = filtered().flatMap((person) => (playbook.get(here(person).segment) || []).map((action, at) => ({
        ...person, ...action, ...here(person), segment_name: segmentName(state.scheme, here(person).segment),
        priority: here(person).priorities[at],
        // an amount goes out as a number with its decimals; a text that looks like one stays a text
        expected_gain: isNumber(here(person).gains[at]) ? new Number(here(person).gains[at]).toFixed(VIEWS.money_places) : null,
        review_on: reviewOf(here(person), action, at),
        expected_gain_reason: here(person).best === at ? here(person).expected_gain_reason : null,
    })));
    rows.sort((a, b) => a.priority - b.priority);
    const line = (row) => columns.map((name) => (name === "expected_gain" ? row[name] ?? "" : csvCell(row[name]))).join(",");
    return ["\ufeff" + columns.join(","), ...rows.map(line), ""].join("\r\n");
}

function download() {
    const url = URL.createObjectURL(new Blob([targetList()], { type: "text/csv;charset=utf-8" }));
    h("a", { href: url, download: ["targets", state.scheme, filter.segment].filter(Boolean).join("_") + ".csv" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

// ---- one customer

const DECISION = { invest: "Worth a person's time", automate: "Worth a message", let_go: "Not worth what it costs", watch: "Nothing to do now" };
const STATUS = { due: "due", late: "late", long_overdue: "long overdue" };

function showCustomer(person) {
    const dialog = document.getElementById("customer");
    const row = here(person), scheme = state.scheme;
    const actions = actionsOf(scheme, row.segment);
    const facts = (pairs) => h("dl", { class: "facts-of" }, pairs.filter((pair) => pair[1] && pair[1] !== "–").map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
    const better = row.better_segment ? segmentName(scheme, row.better_segment) : null;
    const expected = person.expected;
    dialog.replaceChildren(
        h("header", {},
            h("div", {}, h("h2", { id: "customer-title" }, person.customer_name || person.customer_id),
                h("p", { class: "note" }, [person.customer_name && person.customer_id, person.country, person.email, person.account_manager && `account manager ${person.account_manager}`].filter(Boolean).join(" · "))),
            h("button", { type: "button", onclick: () => dialog.close() }, "Close")),
        h("div", { class: "tiles small-tiles" }, [[`Revenue${UNIT}`, money(person.revenue)], ["Orders", count(person.orders)],
            [`Order value${UNIT}`, money(person.average_order_value)], ["Last order", date(person.last_ordered_on)],
            ["Scores R F M", [person.recency_score, person.frequency_score, person.monetary_score].map((n) => n ?? "–").join(" ")]]
            .map(([name, value]) => h("div", { class: "tile" }, h("h3", {}, name), h("p", {}, value)))),
        h("section", {}, h("h3", {}, "Why this segment"),
            h("p", { class: "lead" }, swatch(segmentColour(scheme, row.segment)), segmentName(scheme, row.segment)),
            h("p", { "data-field": "reason" }, row.reason || "The rules give no reason."),
            row.last_move ? h("p", { class: "note" }, row.last_move === "entered"
                ? `In this segment since the history begins, ${plural(row.months_in_segment, "month", "months")}.`
                : `Moved ${row.last_move} from ${segmentName(scheme, row.previous_segment)}; here for ${plural(row.months_in_segment, "month end", "month ends")}.`) : null,
            h("p", { class: "chips" }, Object.entries(person.segments).filter(([name]) => name !== scheme).map(([name, other]) =>
                h("span", { class: "pill" }, `${words(name)}: ${segmentName(name, other.segment)}`)))),
        h("section", {}, h("h3", {}, "How far from the next"),
            better ? h("p", { "data-field": "gap" }, h("b", {}, row.gap_to_better_segment || "–"), ` to ${better}`)
                : h("p", { "data-field": "gap" }, "No better segment is within reach by buying more.")),
        h("section", {}, h("h3", {}, "What to do"),
            row.decision ? h("p", { class: "lead", "data-field": "decision" }, DECISION[row.decision] || words(row.decision)) : null,
            row.expected_gain_reason ? h("p", { class: "note", "data-field": "gain" }, row.expected_gain_reason) : null,
            person.cause ? h("p", { class: "note", "data-field": "cause" }, h("b", {}, "Why: "), person.cause) : null,
            actions.length ? h("ol", {}, actions.map((action, at) => h("li", {}, h("b", {}, action.action), h("span", { class: "small" },
                [action.owner, action.channel, action.goal && `goal: ${action.goal}`, reviewOf(row, action, at) && `review by ${date(reviewOf(row, action, at))}`].filter(Boolean).join(" · ")))))
                : h("p", {}, "The playbook has no action for this segment."),
            person.offers.length ? [h("h4", {}, "Offer next"), h("ul", {}, person.offers.map((offer) => h("li", {}, h("b", {}, offer.product_line),
                h("span", { class: "small" }, [offer.reason, isNumber(offer.expected_revenue) && `Expected revenue ${money(offer.expected_revenue)}${UNIT}.`].filter(Boolean).join(" ")))))] : null),
        h("section", {}, h("h3", {}, "What is expected"),
            facts([["Orders every", isNumber(person.days_between_orders) ? `${decimal(1)(person.days_between_orders)} days` : null],
                ["Next order expected on", date(person.next_order_expected_on)],
                ["Time since the last order", isNumber(person.lateness) ? `${decimal(1)(person.lateness)} times the usual gap` : null],
                ["Likely still a customer", expected && purchaseModel() !== "nbd" ? `${percent(expected.probability_alive)} (${percent(expected.probability_alive_low)} to ${percent(expected.probability_alive_high)})` : null],
                ["Expected orders", expected ? `${decimal(1)(expected.expected_orders)} within ${count(expected.horizon_days)} days` : null],
                ["Lifetime value", expected ? `${money(expected.lifetime_value)}${UNIT} within ${count(expected.horizon_days)} days, 90 % interval ${money(expected.lifetime_value_low)} to ${money(expected.lifetime_value_high)}` : null],
                ["Tested error", expected && isNumber(forecastError("all", "all")) ? `${signed(forecastError("all", "all"))} over all customers, when such a forecast was tested on the past` : null]]),
            person.reorders.length ? [h("h4", {}, "Reorders"), h("ul", {}, person.reorders.map((reorder) => h("li", {}, h("b", {}, reorder.product_line),
                h("span", { class: "small" }, `${STATUS[reorder.status] || words(reorder.status)}, expected on ${date(reorder.next_order_expected_on)}, usually ${money(reorder.usual_order_value)}${UNIT}`))))]
                : isNumber(person.days_between_orders) ? null : h("p", { class: "note" }, "One order tells no rhythm yet.")));
    dialog.showModal();
    dialog.scrollTop = 0;
}
