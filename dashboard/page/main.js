// ---- putting it together

function redraw(name) {
    const box = document.querySelector(`[data-view="${name}"]`);
    box.replaceChildren();
    DRAW[name](box);
}

function drawAll(only = "[data-view]") {
    showTip(null);
    document.querySelectorAll(only).forEach((box) => redraw(box.dataset.view));
    document.querySelectorAll("[data-scheme-name]").forEach((node) => { node.textContent = `by ${words(state.scheme)}`; });
}

const THEMES = { auto: "Colours: as the device", light: "Colours: light", dark: "Colours: dark" };

function setTheme(theme) {
    if (theme === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.dataset.theme = theme;
    document.getElementById("theme").textContent = THEMES[theme];
    state.theme = theme;
}

/** A mart that isn't built has no place in the page, nor has what needs nothing else. */
function clear() {
    for (const node of document.querySelectorAll("[data-needs]")) {
        if (node.dataset.needs.split(" ").every((mart) => VIEWS.absent.includes(mart))) node.remove();
    }
}

function start() {
    clear();
    const about = records("overview")[0] || {};
    document.getElementById("about").textContent = about.customers
        ? `${count(about.customers)} customers, ${count(about.orders)} orders and ${money(about.revenue)}${UNIT} of revenue from `
            + `${date(about.first_ordered_on)} to ${date(about.as_of_date)}`
        : "There are no customers with orders yet.";

    const scheme = document.getElementById("scheme");
    scheme.append(...SCHEMES.map((name) => h("option", { value: name }, words(name))));
    scheme.addEventListener("change", () => {
        state.scheme = scheme.value;
        drawAll("[data-by-scheme]");
        drawFilters();
        applyFilter({});
    });

    setTheme("auto");
    document.getElementById("theme").addEventListener("click", () => {
        const names = Object.keys(THEMES);
        setTheme(names[(names.indexOf(state.theme) + 1) % names.length]);
    });
    document.getElementById("print").addEventListener("click", () => window.print());
    document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
    document.getElementById("filters").addEventListener("reset", (event) => {
        // the browser would empty the fields only after this
        event.preventDefault();
        document.getElementById("search").value = "";
        filter = { search: "", segment: "", country: "" };
        drawFilters();
        applyFilter({});
    });
    for (const id of ["search", "segment", "country"]) {
        document.getElementById(id).addEventListener("input", (event) => applyFilter({ [id]: event.target.value }));
    }
    document.getElementById("download").addEventListener("click", download);
    document.getElementById("more").addEventListener("click", () => { shown *= 2; drawList(); });
    document.getElementById("customer").addEventListener("click", (event) => {
        if (event.target.id === "customer") event.target.close();
    });

    drawAll();
    let width = document.documentElement.clientWidth;
    new ResizeObserver(() => {
        if (document.documentElement.clientWidth === width) return;
        width = document.documentElement.clientWidth;
        drawAll();
    }).observe(document.documentElement);

    // the pictures stand; the customers follow
    setTimeout(() => {
        unpack();
        drawFilters();
        drawList();
        performance.mark("ready");
        document.body.dataset.ready = "true";
    });
}

start();
