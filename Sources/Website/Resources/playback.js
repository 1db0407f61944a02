// Plays the map through the bins of its period, on request only.

const shade = letter => letter === "f" ? "few" : letter === "u" ? "unknown" : "c" + letter;

/** Sets up the controls; `show` shades the map's places by their ids, or as at first when given null. */
export function setUpPlayback(controls, show) {
    const button = controls.querySelector("button");
    const slider = controls.querySelector("input");
    const output = controls.querySelector("output");
    const language = document.documentElement.lang;
    let frames = null;
    let timer = 0;

    async function load() {
        if (frames) return true;
        const answer = await fetch(controls.dataset.frames, { headers: { accept: "application/json" } });
        // A period of one bin has nothing to play.
        if (!answer.ok) { controls.hidden = true; return false; }
        frames = await answer.json();
        slider.max = frames.frames.length;
        return true;
    }

    // Position 0 is the whole period, as the page shows it.
    function draw() {
        const frame = frames.frames[slider.value - 1];
        const title = frame ? frame.title[language] : controls.dataset.whole;
        output.textContent = title;
        slider.setAttribute("aria-valuetext", title);
        show(frame ? new Map(frames.places.map((id, number) => [id, shade(frame.shades[number])])) : null);
    }

    function stop() {
        clearInterval(timer);
        timer = 0;
        button.textContent = controls.dataset.play;
    }

    button.addEventListener("click", async () => {
        if (timer) return stop();
        if (!await load()) return;
        if (slider.value === slider.max) slider.value = 0;
        button.textContent = controls.dataset.pause;
        timer = setInterval(() => {
            slider.value = Number(slider.value) + 1;
            draw();
            if (slider.value === slider.max) stop();
        }, 700);
    });
    slider.addEventListener("input", async () => {
        stop();
        if (await load()) draw();
    });
    // The slider knows its length once somebody is about to use it.
    slider.addEventListener("focus", load, { once: true });
    slider.addEventListener("pointerdown", load, { once: true });
    controls.hidden = false;
}
