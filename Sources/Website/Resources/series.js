// The series with the interval of every figure, from the same figures as the table under it.

const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

/** Draws the series into a box. */
export async function drawSeries(box) {
    const answer = await fetch(box.dataset.figures);
    if (!answer.ok) throw new Error(`${box.dataset.figures}: ${answer.status}`);
    const { bins } = await answer.json();
    const zone = box.dataset.zone;
    const language = document.documentElement.lang;
    const number = value => value === null || value === undefined ? "–" : value.toLocaleString(language);
    const exact = bins.every(bin => bin.low === bin.high);
    const data = [
        bins.map(bin => bin.time),
        bins.map(bin => bin.value === null ? null : bin.low),
        bins.map(bin => bin.value === null ? null : bin.high),
        bins.map(bin => bin.value === null ? null : Math.max(0, bin.value)),
    ];
    const long = bins.length > 1 && bins[1].time - bins[0].time > 20 * 86400;
    const hours = bins.length > 1 && bins[1].time - bins[0].time < 86400;
    const label = new Intl.DateTimeFormat(language, {
        timeZone: zone, ...(long ? { month: "short", year: "numeric" } : { day: "numeric", month: "short" }),
        ...(hours ? { hour: "2-digit" } : {}),
    });
    const full = new Intl.DateTimeFormat(language, {
        timeZone: zone, dateStyle: long ? "long" : "full", ...(hours ? { timeStyle: "short" } : {}),
    });
    let plot = null;
    const paint = () => {
        plot?.destroy();
        const axis = { stroke: colour("soft"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line") } };
        const edge = { stroke: "transparent", points: { show: false } };
        const few = bins.length < 40;
        plot = new uPlot({
            width: box.clientWidth,
            height: box.clientHeight - 64,
            tzDate: time => uPlot.tzDate(new Date(time * 1000), zone),
            cursor: { y: false, drag: { x: false, y: false } },
            scales: { y: { range: (_, low, high) => [0, Math.max(1, high) * 1.08] } },
            axes: [
                { ...axis, space: 90, values: (_, times) => times.map(time => label.format(time * 1000)) },
                { ...axis, size: 64, values: (_, values) => values.map(value => Number.isInteger(value) ? number(value) : "") },
            ],
            bands: exact ? [] : [{ series: [2, 1], fill: colour("band") }],
            series: [
                { label: "", value: (_, time) => time === null ? "–" : full.format(time * 1000) },
                { ...edge, label: box.dataset.low, show: !exact, value: (_, value) => number(value) },
                { ...edge, label: box.dataset.high, show: !exact, value: (_, value) => number(value) },
                { label: box.dataset.label, stroke: colour("accent"), width: 2,
                  points: { show: few, size: 5, fill: colour("paper") }, value: (_, value) => number(value) },
            ],
        }, data, box);
    };
    box.hidden = false;
    paint();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
    new ResizeObserver(() => {
        plot.setSize({ width: box.clientWidth, height: box.clientHeight - 64 });
    }).observe(box);
    box.dataset.drawn = String(bins.length);
}
