// The page Hier works without this; with it, the map and the series are drawn from the API and linked.
import { drawMap } from "./map.js";
import { setUpPlayback } from "./playback.js";
import { drawSeries } from "./series.js";

/** Folds what stands open for readers without scripts. */
function fold(root) {
    // Whoever searches or turns the table's pages wants to see it.
    for (const twin of root.querySelectorAll(".twin")) twin.open = location.hash === "#" + twin.id;
    const controls = root.querySelector("#controls");
    if (controls && matchMedia("(max-width: 48rem)").matches) controls.open = false;
}

/** Paper has no summary to press: the map's table is printed open. */
function openWhilePrinting(twin) {
    if (!twin) return;
    let wasOpen = twin.open;
    addEventListener("beforeprint", () => {
        wasOpen = twin.open;
        twin.open = true;
    });
    addEventListener("afterprint", () => { twin.open = wasOpen; });
}

async function draw() {
    const map = document.querySelector("#map");
    const series = document.querySelector("#series");
    // A reader who can't have one picture still gets the other, and both tables.
    const drawn = await Promise.allSettled([map && drawMap(map, choose), series && drawSeries(series)]);
    for (const [number, result] of drawn.entries()) {
        if (result.status === "rejected") {
            [map, series][number].hidden = true;
            document.querySelector(["#map-table", "#series-table"][number]).open = true;
            console.warn("picture not drawn:", result.reason?.message);
        }
    }
    const playback = document.querySelector("#playback");
    if (playback && drawn[0].status === "fulfilled") setUpPlayback(playback, drawn[0].value);
    document.documentElement.dataset.drawn = "yes";
}

/** Asks the same question about another place; the same place again means the whole territory. */
function choose(place) {
    const state = new URLSearchParams(document.querySelector("#map").dataset.figures.split("?")[1]);
    if (state.get("place") === place) state.delete("place");
    else state.set("place", place);
    location.search = state.toString();
}

fold(document);
openWhilePrinting(document.querySelector("#map-table"));
const print = document.querySelector("#print");
if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
}
draw();
