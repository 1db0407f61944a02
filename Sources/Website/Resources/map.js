// The map: places coloured by class, from the same figures as the table under it.

const classes = ["c0", "c1", "c2", "c3", "c4", "d0", "d1", "d3", "d4", "scarce"];

/** A colour of the style sheet. */
const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

async function load(address) {
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
}

/** Diagonal lines, for places with too few to tell. */
function hatching() {
    const size = 16;
    const canvas = new OffscreenCanvas(size, size);
    const pen = canvas.getContext("2d");
    pen.fillStyle = colour("few");
    pen.fillRect(0, 0, size, size);
    pen.strokeStyle = colour("few-line");
    pen.lineWidth = 2;
    for (const offset of [-size, 0, size]) {
        pen.beginPath();
        pen.moveTo(offset - 1, size + 1);
        pen.lineTo(offset + size + 1, -1);
        pen.stroke();
    }
    return pen.getImageData(0, 0, size, size);
}

function bounds(features) {
    let [west, south, east, north] = [180, 90, -180, -90];
    const walk = part => {
        if (typeof part[0] === "number") {
            west = Math.min(west, part[0]);
            east = Math.max(east, part[0]);
            south = Math.min(south, part[1]);
            north = Math.max(north, part[1]);
        } else {
            part.forEach(walk);
        }
    };
    features.forEach(feature => walk(feature.geometry.coordinates));
    return [[west, south], [east, north]];
}

/** What is said of a place under the map. */
function words(place, box) {
    const language = document.documentElement.lang;
    const number = value => value.toLocaleString(language);
    const colon = language === "fr" ? "\u00a0: " : ": ";
    if (place.label) return place.name + colon + place.label[language];
    if (place.value === null) return place.name + colon + box.dataset.unknown;
    const shown = number(Math.max(0, place.value));
    if (place.variance === 0) return place.name + colon + shown;
    const range = box.dataset.between.replace("{low}", number(place.low)).replace("{high}", number(place.high));
    const few = place.class === "few" ? ", " + box.dataset.few : "";
    return `${place.name}${colon}${shown} (${range}${few})`;
}

function paint(map) {
    map.setPaintProperty("ground", "background-color", colour("land"));
    if (map.getLayer("water")) {
        map.setPaintProperty("water", "fill-color",
            ["match", ["get", "kind"], "land", colour("land"), colour("water")]);
        map.setPaintProperty("shore", "line-color", colour("edge"));
    }
    map.setPaintProperty("places", "fill-color", [
        "match", ["get", "shade"], ...classes.flatMap(name => [name, colour(name)]), colour("none"),
    ]);
    map.setPaintProperty("edges", "line-color", colour("outline"));
    for (const name of ["hot", "cold"]) map.setPaintProperty(name, "line-color", colour(name));
    map.setPaintProperty("chosen-halo", "line-color", colour("paper"));
    map.setPaintProperty("chosen", "line-color", colour("chosen"));
    map.setPaintProperty("under", "line-color", colour("ink"));
    if (map.hasImage("hatching")) map.updateImage("hatching", hatching());
    else map.addImage("hatching", hatching(), { pixelRatio: 2 });
}

/** Draws the map into a box; `choose` is called with the id of a place that is clicked. */
export async function drawMap(box, choose) {
    const [figures, places, water] = await Promise.all([
        load(box.dataset.figures), load(box.dataset.places), box.dataset.water ? load(box.dataset.water) : null,
    ]);
    const byId = new Map(figures.places.map(place => [place.id, place]));
    const features = places.features.filter(feature => byId.has(feature.properties.id));
    for (const feature of features) {
        const place = byId.get(feature.properties.id);
        feature.properties.shade = place.colour === null ? place.class : "c" + place.colour;
        feature.properties.stands = place.stands ?? "";
    }
    const empty = { type: "FeatureCollection", features: [] };
    const chosen = ["==", ["get", "id"], box.dataset.place];
    const cells = features.length > 400;
    box.hidden = false;
    const map = new maplibregl.Map({
        container: box,
        attributionControl: false,
        canvasContextAttributes: { preserveDrawingBuffer: true },
        dragRotate: false,
        pitchWithRotate: false,
        // One finger scrolls the page past the map.
        cooperativeGestures: matchMedia("(pointer: coarse)").matches,
        fadeDuration: 0,
        bounds: bounds(features),
        fitBoundsOptions: { padding: 16 },
        locale: {
            "Map.Title": box.dataset.label,
            "NavigationControl.ZoomIn": box.dataset.zoomIn,
            "NavigationControl.ZoomOut": box.dataset.zoomOut,
            "CooperativeGesturesHandler.MobileHelpText": box.dataset.twoFingers,
            "CooperativeGesturesHandler.WindowsHelpText": box.dataset.twoFingers,
            "CooperativeGesturesHandler.MacHelpText": box.dataset.twoFingers,
        },
        style: {
            version: 8,
            sources: {
                water: { type: "geojson", data: water ?? empty },
                places: { type: "geojson", data: { type: "FeatureCollection", features } },
            },
            layers: [
                { id: "ground", type: "background" },
                { id: "water", type: "fill", source: "water", filter: ["==", ["geometry-type"], "Polygon"] },
                { id: "shore", type: "line", source: "water", filter: ["==", ["geometry-type"], "LineString"] },
                { id: "places", type: "fill", source: "places", filter: ["!=", ["get", "shade"], "few"] },
                { id: "few", type: "fill", source: "places", filter: ["==", ["get", "shade"], "few"],
                  paint: { "fill-pattern": "hatching" } },
                { id: "edges", type: "line", source: "places", paint: { "line-width": cells ? 0.3 : 0.8 },
                  ...(cells ? { filter: ["!=", ["get", "shade"], "few"] } : {}) },
                { id: "cold", type: "line", source: "places", filter: ["==", ["get", "stands"], "cold"],
                  paint: { "line-width": cells ? 1 : 2, "line-dasharray": [2, 2] } },
                { id: "hot", type: "line", source: "places", filter: ["==", ["get", "stands"], "hot"],
                  paint: { "line-width": cells ? 1.5 : 2.5 } },
                { id: "under", type: "line", source: "places", filter: ["==", ["get", "id"], ""],
                  paint: { "line-width": 2 } },
                { id: "chosen-halo", type: "line", source: "places", filter: chosen, paint: { "line-width": 6 } },
                { id: "chosen", type: "line", source: "places", filter: chosen, paint: { "line-width": 3 } },
            ],
        },
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    // On a page that scrolls, the wheel scrolls the page.
    map.scrollZoom.disable();
    map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
    map.on("styleimagemissing", () => paint(map));

    const line = document.querySelector("#map-hover");
    line.hidden = false;
    for (const layer of ["places", "few"]) {
        map.on("mousemove", layer, event => {
            const id = event.features[0].properties.id;
            map.getCanvas().style.cursor = "pointer";
            map.setFilter("under", ["==", ["get", "id"], id]);
            line.textContent = words(byId.get(id), box);
        });
        map.on("mouseleave", layer, () => {
            map.getCanvas().style.cursor = "";
            map.setFilter("under", ["==", ["get", "id"], ""]);
            line.textContent = "";
        });
        map.on("click", layer, event => choose(event.features[0].properties.id));
    }

    await map.once("load");
    // The box may have got its size since the map was made.
    map.resize();
    map.fitBounds(bounds(features), { padding: 16, animate: false });
    paint(map);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => paint(map));
    await map.once("idle");
    box.dataset.drawn = String(map.queryRenderedFeatures({ layers: ["places", "few"] }).length);

    /** Shades the places otherwise, by their ids; without shades as at first. */
    return shades => {
        const source = map.getSource("places");
        const painted = features.map(feature => shades === null ? feature : {
            ...feature,
            properties: { ...feature.properties, stands: "", shade: shades.get(feature.properties.id) ?? "unknown" },
        });
        source.setData({ type: "FeatureCollection", features: painted });
    };
}
