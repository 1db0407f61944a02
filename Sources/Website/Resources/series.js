// The series with the interval of every figure, from the same figures as the table under it.

const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

/** Draws the series into a box. */
export async function drawSeries(box) {
    const answer = await fetch(box.dataset.figures);
    if (!answer.ok) throw new Error(`${box.dataset.figures}: ${answer.status}`);
    const { bins } = await answer.json();
    const zone = box.dataset.zone;
    // A bare "en" writes dates as in the United States.
    const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
    const number = value => value.toLocaleString(language);
    const line = document.querySelector("#series-hover");
    const exact = bins.every(bin => bin.value === null || bin.variance === 0);
    // The table's rows are the same bins, and say a week or a month for what it is.
    const names = [...document.querySelectorAll("#series-table tbody th")].map(cell => cell.textContent);
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
    /** What is said of a bin under the series. */
    const words = index => {
        const bin = bins[index];
        if (!bin) return "";
        const when = names[index] + (language === "fr" ? "\u00a0: " : ": ");
        if (bin.value === null) return when + box.dataset.unknown;
        const shown = number(Math.max(0, bin.value));
        if (bin.variance === 0) return when + shown;
        const range = box.dataset.between.replace("{low}", number(bin.low)).replace("{high}", number(bin.high));
        return `${when}${shown} (${range})`;
    };
    let plot = null;
    const paint = () => {
        plot?.destroy();
        const axis = { stroke: colour("soft"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line") } };
        const edge = { stroke: "transparent", points: { show: false } };
        const few = bins.length < 40;
        plot = new uPlot({
            width: box.clientWidth,
            height: box.clientHeight,
            tzDate: time => uPlot.tzDate(new Date(time * 1000), zone),
            cursor: { y: false, drag: { x: false, y: false } },
            scales: { y: { range: (_, low, high) => [0, Math.max(1, high) * 1.08] } },
            axes: [
                { ...axis, space: 90, values: (_, times) => times.map(time => label.format(time * 1000)) },
                { ...axis, size: 64, values: (_, values) => values.map(value => Number.isInteger(value) ? number(value) : "") },
            ],
            bands: exact ? [] : [{ series: [2, 1], fill: colour("band") }],
            legend: { show: false },
            hooks: { setCursor: [plot => { line.textContent = words(plot.cursor.idx); }] },
            series: [
                {},
                edge,
                edge,
                { stroke: colour("accent"), width: 2, points: { show: few, size: 5, fill: colour("paper") } },
            ],
        }, data, box);
    };
    box.hidden = false;
    line.hidden = false;
    paint();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
    new ResizeObserver(() => {
        plot.setSize({ width: box.clientWidth, height: box.clientHeight });
    }).observe(box);
    box.dataset.drawn = String(bins.length);
}
